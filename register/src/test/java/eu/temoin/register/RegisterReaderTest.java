package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Category;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Source;
import eu.temoin.consent.Tracker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterReaderTest {
    private static final String ORDINARY = Registers.text(Registers.GOOD.resolve("ordinary.yaml"));

    @Test
    void read_understandsTheDemonstration() {
        Register register = Registers.accepted(Registers.text(Registers.DEMO)).register();

        assertThat(register.site().id()).isEqualTo("la-borne");
        assertThat(register.site().origins())
                .extracting(Object::toString)
                .containsExactly("http://arcade.localhost:8080");
        assertThat(register.site().zone()).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(register.site().languages()).containsExactly("fr", "en");
        assertThat(register.choiceLifetime()).isEqualTo(Period.ofMonths(6));
        assertThat(register.categories())
                .extracting(Category::id)
                .containsExactly("necessary", "functionality", "analytics", "media", "counting");
        assertThat(register.category("necessary").orElseThrow().refusedBy()).isEmpty();
        assertThat(register.category("media").orElseThrow().refusedBy()).containsExactlyInAnyOrder(Signal.values());
        assertThat(register.provider("lanterne").orElseThrow().sources())
                .containsExactly(new Source("video.localhost", false, Source.ANY_PORT, ""));
        assertThat(register.trackers())
                .extracting(t -> t.name().text())
                .contains("lb_session", "lb_prefs", "lb_aud", "lb_src", "ln_view")
                .doesNotContain("lb_promo");
        Tracker audience = register.trackers().get(2);
        assertThat(audience.readByScript()).isTrue();
        assertThat(audience.provider()).isEqualTo(Optional.of("metrique"));
        assertThat(audience.lifetime().period()).isEqualTo(Optional.of(Period.ofMonths(13)));
        assertThat(audience.purpose().in("fr")).isEqualTo("Reconnaît votre navigateur par un numéro tiré au hasard");
    }

    @Test
    void read_hasNothingToSayAboutTheDemonstration() {
        assertThat(Registers.accepted(Registers.text(Registers.DEMO)).advice()).isEmpty();
    }

    @Test
    void read_fillsInDefaults() {
        String bare = ORDINARY.replaceAll("(?m)^lifetimes:\n(  .*\n)+", "")
                .replace("    refused-by: [gpc, dnt]\n", "")
                .replace("    since: 1\n", "");
        Register register = Registers.accepted(bare).register();

        assertThat(register).isEqualTo(Registers.accepted(ORDINARY).register());
        assertThat(register.trackerLifetimeMax()).isEqualTo(Period.ofMonths(13));
        assertThat(register.categories().get(1).refusedBy()).isEqualTo(Set.of(Signal.GPC, Signal.DNT));
        assertThat(register.categories().get(1).since()).isEqualTo(1);
    }

    @Test
    void read_keepsWordingsInTheOrderOfTheSite() {
        String turned = ORDINARY.replace("{fr: Compte, en: Counts}", "{en: Counts, fr: Compte}");
        assertThat(Registers.accepted(turned)
                        .register()
                        .trackers()
                        .get(1)
                        .purpose()
                        .in("xx"))
                .isEqualTo("Compte");
    }

    @Test
    void read_skipsAByteOrderMarkAndTakesWindowsLineEnds() {
        String windows = '\uFEFF' + ORDINARY.replace("\n", "\r\n");
        assertThat(Registers.accepted(windows).register())
                .isEqualTo(Registers.accepted(ORDINARY).register());
        Problem problem = Registers.refused(windows.replace("zone: Europe/Paris", "zone: Nowhere"))
                .getFirst();
        assertThat(problem.line()).isEqualTo(13);
        assertThat(problem.column()).isEqualTo(9);
    }

    @Test
    void read_refusesWhatIsNotUtf8WhereItStands() {
        byte[] latin1 = ORDINARY.replace("Première", "Premi\u00E8re").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Registers.problems(Registers.READER.read("temoin.yaml", latin1)))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo(Code.NOT_UTF8);
                    assertThat(p.message()).contains("0xE9");
                    assertThat(p.line()).isEqualTo(20);
                });
    }

    @Test
    void read_refusesATruncatedLastCharacter() {
        byte[] bytes = "format: é".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(Registers.problems(Registers.READER.read("temoin.yaml", cut)))
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo(Code.NOT_UTF8));
    }

    @Test
    void read_refusesAFileOverItsLimit(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("temoin.yaml");
        Files.writeString(file, ORDINARY + "#" + "x".repeat(SourceText.BYTES_MAX));
        assertThat(Registers.problems(Registers.READER.read(file)))
                .extracting(Problem::code)
                .containsExactly(Code.TOO_LARGE);
    }

    @Test
    void read_refusesAFileThatIsNotThere(@TempDir Path folder) {
        assertThat(Registers.problems(Registers.READER.read(folder.resolve("absent.yaml"))))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo(Code.UNREADABLE);
                    assertThat(p.file()).endsWith("absent.yaml");
                    assertThat(p.line()).isEqualTo(1);
                });
    }

    @Test
    void read_refusesDeepNesting() {
        assertThat(Registers.refused("[".repeat(100_000)))
                .extracting(Problem::code)
                .containsExactly(Code.TOO_DEEP);
    }

    @Test
    void read_refusesMoreValuesThanItsLimit() {
        assertThat(Registers.refused("a: [" + "1,".repeat(YamlParser.NODES_MAX) + "1]"))
                .extracting(Problem::code)
                .containsExactly(Code.TOO_DEEP);
    }

    @Test
    void read_isNotBlownUpByAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1) + ", ";
            bomb.append("a%d: &a%d [%s%s]%n".formatted(i, i, alias.repeat(9), "*a" + (i - 1)));
        }
        assertThat(Registers.refused(bomb.toString())).extracting(Problem::code).contains(Code.ANCHOR);
    }

    @Test
    void read_refusesAnAliasToItself() {
        assertThat(Registers.refused("site: &s\n  name: *s\n"))
                .extracting(Problem::code)
                .contains(Code.ANCHOR);
    }

    @Test
    void read_stopsCountingAtItsLimit() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append('k').append(i).append(": 1\n");
        }
        assertThat(Registers.refused(text.toString())).hasSize(Problems.MAX);
    }

    @Test
    void read_namesAKeyThatWouldFoolATerminalHarmlessly() {
        List<Problem> problems = Registers.refused(ORDINARY + "\"\\e[31mred\\u202E\": 1\n");
        assertThat(problems)
                .singleElement()
                .satisfies(p -> assertThat(p.render())
                        .contains("`\uFFFD[31mred\uFFFD`")
                        .doesNotContain("\u001B")
                        .doesNotContain("\u202E"));
    }

    @Test
    void read_refusesHalfAPairOfSurrogates() {
        assertThat(Registers.refused(ORDINARY.replace("name: Counter", "name: \"a\\uD800b\"")))
                .extracting(Problem::code)
                .containsExactly(Code.FORBIDDEN_CHARACTER);
    }

    @Test
    void canonical_keepsUnusualCharacters() {
        String name = "a\\u2028b\\u0085c\\u00A0d\\uFEFFe\\uFFFFf\\\"g\\\\h\\/i\\U0001F600";
        Register register = Registers.accepted(ORDINARY.replace("name: Counter", "name: \"" + name + '"'))
                .register();
        assertThat(register.providers().getFirst().name())
                .isEqualTo("a\u2028b\u0085c\u00A0d\uFEFFe\uFFFFf\"g\\h/i\uD83D\uDE00");
        assertThat(Registers.READER.read("frozen", RegisterCanonical.bytes(register)))
                .isInstanceOfSatisfying(
                        RegisterReading.Accepted.class,
                        a -> assertThat(a.register()).isEqualTo(register));
    }

    @Test
    void read_refusesWhatCouldNotBeReadBackOnceFrozen() {
        StringBuilder text = new StringBuilder(ORDINARY.substring(0, ORDINARY.indexOf("revisions:")));
        // Compact flow style: what is written out as defaults takes it over the limit.
        String purpose = "x".repeat(280);
        for (int i = 0; i < 1_750; i++) {
            text.append("  - {name: n")
                    .append(i)
                    .append(",kind: cookie,category: stats,lifetime: session,purpose: {fr: ")
                    .append(purpose)
                    .append(",en: ")
                    .append(purpose, 0, 202)
                    .append("}}\n");
        }
        text.append(ORDINARY.substring(ORDINARY.indexOf("revisions:")));
        assertThat(text.length()).isLessThan(SourceText.BYTES_MAX);
        assertThat(Registers.refused(text.toString()))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).startsWith("with its defaults written out"));
    }
}
