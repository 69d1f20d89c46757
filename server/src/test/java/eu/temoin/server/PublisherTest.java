package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Revision;
import eu.temoin.ledger.AppendResult;
import eu.temoin.register.RevisionStore;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a draft to a revision: file, copy, leaf. */
class PublisherTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final SetClock clock = SetClock.at("2026-11-24T12:00");

    @SuppressWarnings("NullAway.Init")
    private PublishingSite site;

    @BeforeEach
    void first() throws Exception {
        site = PublishingSite.in(folder, clock);
        assertThat(site.publish().message()).contains("Revision 1 is published", "leaf 0");
        assertThat(site.text()).isEqualTo(PublishingSite.REGISTER);
    }

    @Test
    void aDraftBecomesARevisionInFileStoreAndLog() throws Exception {
        Publisher.Answer answer = site.write("country: FR", "country: US").publish();
        assertThat(answer.done()).as(answer.message()).isTrue();
        assertThat(answer.message())
                .contains("Revision 2 is published: material, leaf 1 of the log")
                .contains("takes the data to another country: `FR` → `US` (since moves: lanterne)");
        assertThat(site.register().revision())
                .isEqualTo(new Revision(
                        2,
                        LocalDate.of(2026, 11, 24),
                        Revision.Kind.MATERIAL,
                        site.register().revision().reason()));
        assertThat(site.register().provider("lanterne").orElseThrow().since()).isEqualTo(2);
        assertThat(site.recorded()).containsExactly("revision 1", "revision 2");
    }

    @Test
    void goingBackIsANewRevision() throws Exception {
        site.write("country: FR", "country: US").publish();
        Publisher.Answer back = site.write("country: US", "country: FR").publish();
        assertThat(back.message()).contains("Revision 3 is published: material");
        assertThat(site.recorded()).containsExactly("revision 1", "revision 2", "revision 3");
        assertThat(site.register().revisions()).hasSize(3);
    }

    @Test
    void whatIsRefusedChangesNothing() throws Exception {
        site.write("country: FR", "country: US");
        String draft = site.text();
        Publisher.Request editorial =
                new Publisher.Request(Map.of("fr", "A", "en", "A"), Optional.empty(), true, false, "");
        assertThat(site.publish(editorial).code()).isEqualTo("publish-material");
        assertThat(site.publish(PublishingSite.at("2026-11-23")).code()).isEqualTo("publish-date");
        assertThat(site.publish(new Publisher.Request(
                                Map.of("fr", "A", "en", "A"), Optional.empty(), false, false, "0".repeat(64)))
                        .code())
                .isEqualTo("publish-other-file");
        site.write("category: media\n    policy", "category: nowhere\n    policy");
        assertThat(site.publish().code()).isEqualTo("publish-register");
        assertThat(site.write("category: nowhere", "category: media").text()).isEqualTo(draft);
        assertThat(site.recorded()).containsExactly("revision 1");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".new"));
        }
    }

    @Test
    void theSecondIsToldThatThereIsNothingLeft() throws Exception {
        site.write("country: FR", "country: US").publish();
        String published = site.text();
        Publisher.Answer second = site.publish();
        assertThat(second.code()).isEqualTo("publish-nothing");
        assertThat(second.message()).contains("revision 2", "2026-11-24");
        assertThat(site.text()).isEqualTo(published);
        assertThat(site.recorded()).hasSize(2);
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        site.write("country: FR", "country: US");
        List<Callable<String>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(() -> {
                try {
                    return site.publish().code();
                } catch (Failure locked) {
                    return locked.code();
                }
            });
        }
        List<String> codes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> one : threads.invokeAll(asking)) {
                codes.add(one.get());
            }
        }
        assertThat(codes.stream().filter("published"::equals)).hasSize(1);
        assertThat(codes)
                .allMatch(code ->
                        List.of("published", "publish-nothing", "temoin-store").contains(code));
        assertThat(site.recorded()).containsExactly("revision 1", "revision 2");
    }

    @Test
    void linksAndPermissionsStay() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("etc")).resolve("register.yaml");
        Files.move(site.file(), elsewhere);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(site.file(), Path.of("etc", "register.yaml"));
        site.write("country: FR", "country: US");
        assertThat(site.publish().done()).isTrue();
        assertThat(Files.readSymbolicLink(site.file())).isEqualTo(Path.of("etc", "register.yaml"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)))
                .isEqualTo("rw-r-----");
        assertThat(Files.readString(elsewhere)).contains("number: 2");
    }

    /** Where a process may end. */
    enum Step {
        BEFORE_FREEZING,
        AFTER_FREEZING,
        AFTER_THE_LEAF
    }

    /** A process that is killed between file, copy and leaf: the command is repeated, and completes. */
    @ParameterizedTest
    @EnumSource(Step.class)
    void killedHalfWay_theNextOneCompletesAndWritesNoLeafTwice(Step step) throws Exception {
        site.write("country: FR", "country: US");
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        PublishKillChild.class.getName(),
                        folder.toString(),
                        step.name())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isEqualTo(PublishKillChild.KILLED);
        assertThat(site.text()).as("the file is whole").contains("number: 2");

        Publisher.Answer again = site.publish();
        assertThat(again.code()).isEqualTo(step == Step.AFTER_THE_LEAF ? "publish-nothing" : "published");
        assertThat(site.recorded()).containsExactly("revision 1", "revision 2");
        assertThat(site.publish().code()).isEqualTo("publish-nothing");
        assertThat(site.register().revisions()).hasSize(2);
    }

    @Test
    void theFirstChoiceUnderARevisionStandsBehindItsLeaf() throws Exception {
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        PublishingSite other = PublishingSite.in(fresh, clock);
        assertThat(other.choose(other.register()))
                .isInstanceOfSatisfying(
                        AppendResult.Appended.class,
                        appended -> assertThat(appended.receipt().index()).isEqualTo(1));
        assertThat(other.recorded()).containsExactly("revision 1");
        assertThat(other.choose(other.register()))
                .isInstanceOfSatisfying(
                        AppendResult.Appended.class,
                        appended -> assertThat(appended.receipt().index()).isEqualTo(2));
    }

    /** Otherwise the log would say that somebody was asked under another register than they were. */
    @Test
    void noChoiceIsRecordedUnderARegisterThatTheLogContradicts() throws Exception {
        site.write("country: FR", "country: US");
        assertThat(site.choose(site.register())).isInstanceOf(AppendResult.Failed.class);
        assertThat(site.recorded()).containsExactly("revision 1");
    }

    @Test
    void verify_namesACopyThatIsNotWhatTheLogRecords() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(site.store(), SqliteOptions.defaults())) {
            RevisionStore revisions = database.revisions();
            RevisionStore.Frozen copy = revisions.latest().orElseThrow();
            revisions.freeze(new RevisionStore.Frozen(1, copy.canonical().replace("Lanterne", "Lanternes")));
            assertThat(RevisionCheck.run(revisions)).satisfies(check -> {
                assertThat(check.sound()).isFalse();
                assertThat(check.lines().toString()).contains("the copy of revision 1 hashes to", "leaf 0 records");
            });
            revisions.freeze(copy);
            revisions.freeze(new RevisionStore.Frozen(2, "{}"));
            assertThat(RevisionCheck.run(revisions).lines())
                    .containsExactly(
                            "revisions: 2 copies kept, 1 in the log; not in the log yet, since nobody chose under it: 2");
        }
    }
}
