package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.consent.Origin;
import eu.temoin.gateway.Mode;
import eu.temoin.register.RegisterTemplate;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterKeeperTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    private boolean choices;

    private final SetClock clock = SetClock.at("2026-11-25T12:00");

    @BeforeEach
    void open() throws Exception {
        database = SqliteDatabase.open(folder.resolve("temoin.db"), SqliteOptions.defaults());
        file = folder.resolve("temoin.yaml");
        Files.writeString(
                file,
                new RegisterTemplate(
                                "Site",
                                Origin.parse("https://www.example.fr").orElseThrow(),
                                "Ville",
                                "dpo@example.fr",
                                ZoneId.of("Europe/Paris"),
                                LocalDate.of(2026, 11, 24))
                        .text());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RegisterKeeper keeper(Mode mode) {
        return new RegisterKeeper(
                file,
                RegisterFiles.reader(),
                mode,
                TokenKeys.open(folder.resolve("keys"), false, new SecureRandom()),
                "/.temoin/report",
                database.revisions(),
                () -> choices,
                UnaryOperator.identity(),
                clock);
    }

    private RegisterKeeper loaded(Mode mode) {
        RegisterKeeper keeper = keeper(mode);
        keeper.load();
        return keeper;
    }

    private void rewrite(UnaryOperator<String> change) throws IOException {
        String before = Files.readString(file);
        String after = change.apply(before);
        assertThat(after).as("the change of the file").isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private void rename(String name) throws IOException {
        rewrite(text -> text.replaceFirst("name: \"[^\"]*\"", "name: \"" + name + "\""));
    }

    private static String name(RegisterKeeper keeper) {
        return keeper.site().register().site().name();
    }

    @Test
    void theFirstRegisterIsInForceAndFrozen() throws Exception {
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        assertThat(name(keeper)).isEqualTo("Site");
        assertThat(database.revisions().latest())
                .hasValueSatisfying(frozen -> assertThat(frozen.number()).isEqualTo(1));
    }

    @Test
    void untilTheFirstChoiceContentMayChangeUnderRevision1() throws Exception {
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        rename("Another name");
        assertThat(keeper.reload().accepted()).isTrue();
        assertThat(name(keeper)).isEqualTo("Another name");
        assertThat(keeper.isDraft()).isFalse();
    }

    @Test
    void afterAChoiceAChangedFileIsADraftAndTheFrozenCopyIsEnforced() throws Exception {
        choices = true;
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        rename("Another name");
        Management.Reload.Outcome outcome = keeper.reload();
        assertThat(outcome.accepted()).isFalse();
        assertThat(outcome.message()).contains("Another name", "revision 1");
        assertThat(name(keeper)).isEqualTo("Site");
        assertThat(keeper.isDraft()).isTrue();

        RegisterKeeper restarted = loaded(Mode.ENFORCE);
        assertThat(name(restarted)).as("after a restart").isEqualTo("Site");
        assertThat(restarted.isDraft()).isTrue();
    }

    @Test
    void aNewRevisionComesIntoForceAndIsFrozen() throws Exception {
        choices = true;
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        rename("Another name");
        rewrite(text -> text + """

                  - number: 2
                    date: 2026-11-25
                    kind: editorial
                    reason:
                      fr: Nouveau nom
                      en: New name
                """);
        Management.Reload.Outcome outcome = keeper.reload();
        assertThat(outcome.accepted()).as(outcome.message()).isTrue();
        assertThat(name(keeper)).isEqualTo("Another name");
        assertThat(database.revisions().all()).hasSize(2);
    }

    @Test
    void aBadFileNeverReplacesAGoodRegister() throws Exception {
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        Files.writeString(file, "nonsense: [");
        assertThat(keeper.reload().accepted()).isFalse();
        assertThat(name(keeper)).isEqualTo("Site");
        assertThat(keeper.problem()).contains("revision 1 stays in force");

        assertThat(name(loaded(Mode.ENFORCE))).as("after a restart").isEqualTo("Site");
    }

    @Test
    void aBadFirstFileStopsTheStartWithEveryProblem() throws Exception {
        Files.writeString(file, "nonsense: 1\n");
        RegisterKeeper keeper = keeper(Mode.ENFORCE);
        assertThatThrownBy(keeper::load).isInstanceOf(Failure.class).hasMessageContaining("nonsense");
    }

    @Test
    void observingFreezesNothing() throws Exception {
        loaded(Mode.OBSERVE);
        assertThat(database.revisions().latest()).isEmpty();
    }

    private static final String RENAMED_AHEAD = """

              - number: 2
                date: 2026-12-01
                kind: editorial
                reason:
                  fr: Nouveau nom
                  en: New name
            """;

    /** It was in force at once, whatever its date said. */
    @Test
    void aRevisionDatedAheadComesIntoForceWhenItsDayBeginsInTheSitesZone() throws Exception {
        choices = true;
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        rename("Another name");
        rewrite(text -> text + RENAMED_AHEAD);
        Management.Reload.Outcome outcome = keeper.reload();
        assertThat(outcome.accepted()).as(outcome.message()).isTrue();
        assertThat(outcome.message()).isEqualTo("Revision 1 is in force. Revision 2 comes into force on 2026-12-01.");
        assertThat(name(keeper)).isEqualTo("Site");
        assertThat(keeper.next()).isPresent();
        assertThat(database.revisions().all()).hasSize(2);

        clock.set("2026-11-30T23:59:59");
        assertThat(keeper.isDue()).isFalse();
        assertThat(name(loaded(Mode.ENFORCE))).as("after a restart").isEqualTo("Site");

        clock.set("2026-12-01T00:00");
        assertThat(keeper.isDue()).isTrue();
        assertThat(keeper.reload().message()).isEqualTo("Revision 2 is in force.");
        assertThat(name(keeper)).isEqualTo("Another name");
        assertThat(keeper.isDue()).isFalse();
        assertThat(keeper.past().recent(1)).isPresent();
    }

    @Test
    void aBadFileDoesNotKeepAPublishedRevisionFromItsDay() throws Exception {
        choices = true;
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        rename("Another name");
        rewrite(text -> text + RENAMED_AHEAD);
        keeper.reload();
        Files.writeString(file, "nonsense: [");
        keeper.reload();
        assertThat(name(keeper)).isEqualTo("Site");
        clock.set("2026-12-01T00:00");
        keeper.reload();
        assertThat(name(keeper)).isEqualTo("Another name");
    }

    /** Nothing earlier is known that could be enforced in its place. */
    @Test
    void withoutACopyOfAnEarlierOneARevisionDatedAheadIsInForce() throws Exception {
        rename("Another name");
        rewrite(text -> text + RENAMED_AHEAD);
        RegisterKeeper keeper = loaded(Mode.ENFORCE);
        assertThat(name(keeper)).isEqualTo("Another name");
        assertThat(keeper.next()).isEmpty();
    }

    /** A language that the product does not speak lacks each text that the product gains: its copies became unreadable. */
    @Test
    void aFrozenCopyInAnotherLanguageOutlivesANewTextOfTheProduct() throws Exception {
        choices = true;
        loaded(Mode.ENFORCE);
        String copy = database.revisions().latest().orElseThrow().canonical();
        String german = copy.replace("\"languages\":[\"fr\",\"en\"]", "\"languages\":[\"de\"]")
                .replaceAll("\"en\":\"[^\"]*\",\"fr\":(\"[^\"]*\")", "\"de\":$1");
        database.revisions().freeze(new eu.temoin.register.RevisionStore.Frozen(1, german));
        Files.writeString(file, "nonsense: [");
        assertThat(loaded(Mode.ENFORCE).register().site().languages()).containsExactly("de");
    }
}
