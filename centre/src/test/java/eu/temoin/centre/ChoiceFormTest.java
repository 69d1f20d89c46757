package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms from anybody: read strictly, bounded, and never answered with anything but a page. */
class ChoiceFormTest {
    private static final int ROUNDS = 500;

    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private String sound() {
        return Visit.encode(Visit.form(visit.banner(), "refuse"));
    }

    private static boolean reads(String body) {
        return ChoiceForm.parse(body.getBytes(StandardCharsets.ISO_8859_1)).isPresent();
    }

    @Test
    void readsWhatOurPagesSend() {
        assertThat(reads(sound())).isTrue();
        assertThat(reads(Visit.encode(Visit.form(visit.centrePage(), "save")))).isTrue();
    }

    @Test
    void refusesWhatNoPageOfOursSends() {
        String sound = sound();
        Map<String, String> bad = Map.ofEntries(
                Map.entry("nothing", ""),
                Map.entry("a field twice", sound + "&do=accept"),
                Map.entry("an answer twice", sound + "&c.media=0"),
                Map.entry("a field without a value", sound + "&do"),
                Map.entry("an unknown action", sound.replace("do=refuse", "do=sell")),
                Map.entry("no action", sound.replace("do=refuse", "re=refuse")),
                Map.entry("a revision of zero", sound.replace("revision=7", "revision=0")),
                Map.entry("a negative revision", sound.replace("revision=7", "revision=-7")),
                Map.entry("a huge revision", sound.replace("revision=7", "revision=99999999999")),
                Map.entry("an unknown layer", sound.replace("layer=banner", "layer=popup")),
                Map.entry("an unknown variant", sound.replace("variant=first", "variant=last")),
                Map.entry("a strange language", sound.replace("lang=fr", "lang=%3Cfr%3E")),
                Map.entry("a short hash", sound.replaceAll("shown=[0-9a-f]{8}", "shown=")),
                Map.entry("an answer that is none", sound.replace("c.media=0", "c.media=2")),
                Map.entry("an id that is none", sound + "&c.M%C3%89DIA=1"),
                Map.entry("a bad escape", sound + "&x=%zz"),
                Map.entry("a placeholder's word on a banner", sound.replace("do=refuse", "do=always")),
                Map.entry("a provider on a banner", sound + "&provider=lanterne"),
                Map.entry("a long name", sound + "&" + "n".repeat(35) + "=1"),
                Map.entry("a long value", sound + "&x=" + "v".repeat(2_049)),
                Map.entry("many fields", sound + "&x=1".repeat(400)));
        bad.forEach((what, body) -> assertThat(reads(body)).as(what).isFalse());
    }

    @Test
    void aFormOverTheLimitIsRefusedUnread() {
        byte[] large = (sound() + "&x=" + "v".repeat(Centre.FORM_BYTES_MAX)).getBytes(StandardCharsets.UTF_8);
        visit.headers.put("content-type", "application/x-www-form-urlencoded");
        assertThat(visit.send("POST", "/.temoin/choice", "", large).status()).isEqualTo(413);
    }

    @Test
    void randomFormsEndInAPageAndNeverInAGrantThatNobodyGave() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String sound = sound();
        visit.headers.put("content-type", "application/x-www-form-urlencoded");
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(sound, random);
            CentreResponse response = visit.send("POST", "/.temoin/choice", "", body);
            assertThat(response.status())
                    .as("seed %d round %d: %s", seed, round, new String(body, StandardCharsets.ISO_8859_1))
                    .isIn(200, 303, 400, 403, 409, 413);
            assertThat(response.body().length).isLessThan(64 * 1024);
            boolean granted = visit.decision()
                    .token()
                    .filter(t -> t.choice().grantsSomething())
                    .isPresent();
            boolean said = new String(body, StandardCharsets.ISO_8859_1).matches("(?s).*(accept|save|always|=1).*");
            assertThat(granted && !said).as("seed %d round %d", seed, round).isFalse();
            visit.token = "";
        }
    }

    private static byte[] mutated(String sound, Random random) {
        StringBuilder body = new StringBuilder(sound);
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits && body.length() > 0; i++) {
            int at = random.nextInt(body.length());
            switch (random.nextInt(5)) {
                case 0 -> body.deleteCharAt(at);
                case 1 -> body.insert(at, (char) random.nextInt(256));
                case 2 -> body.setLength(at);
                case 3 -> {
                    List<String> pairs = new ArrayList<>(List.of(body.toString().split("&")));
                    pairs.add(pairs.get(random.nextInt(pairs.size())));
                    body = new StringBuilder(String.join("&", pairs));
                }
                default -> body.setCharAt(at, "%&=.;+01az\u0000".charAt(random.nextInt(11)));
            }
        }
        return body.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
