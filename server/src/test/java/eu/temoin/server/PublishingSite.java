package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Register;
import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.Bytes;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import eu.temoin.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** A folder with a register, a store and keys, and what publishes from it. */
final class PublishingSite {
    static final String REGISTER = """
            format: 1
            site:
              id: site
              name: Le Site
              origins: [https://www.example.fr]
              controller: {name: Le Site SARL, contact: dpo@example.fr}
              languages: [fr, en]
              zone: Europe/Paris
            categories:
              - id: media
                kind: consent
                title: {fr: Vidéos, en: Videos}
                purpose: {fr: Montrer des vidéos, en: Show videos}
                description: {fr: Des vidéos., en: Videos.}
                refusing: {fr: Pas de vidéos, en: No videos}
            providers:
              - id: lanterne
                name: Lanterne
                category: media
                policy: https://lanterne.example/privacy
                country: FR
                sources: [video.lanterne.example]
            trackers:
              - name: ln_view
                kind: cookie
                category: media
                provider: lanterne
                purpose: {fr: Retient la position, en: Remembers the position}
                lifetime: 30 days
            revisions:
              - number: 1
                date: 2026-01-15
                kind: material
                reason: {fr: Première, en: First}
            """;

    private final Path folder;
    private final InstantSource clock;

    PublishingSite(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    static PublishingSite in(Path folder, InstantSource clock) throws IOException {
        PublishingSite site = new PublishingSite(folder, clock);
        Files.writeString(site.file(), REGISTER);
        return site;
    }

    Path file() {
        return folder.resolve("temoin.yaml");
    }

    Path store() {
        return folder.resolve("temoin.db");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    String text() throws IOException {
        return Files.readString(file());
    }

    /** Changes the draft. */
    PublishingSite write(String from, String to) throws IOException {
        assertThat(text()).contains(from);
        Files.writeString(file(), text().replace(from, to));
        return this;
    }

    Store open() {
        SecureRandom random = new SecureRandom();
        return Store.open(store(), keys(), LogNames.of(keys(), file(), RegisterFiles.reader(), random), random);
    }

    /** Publishes as the command does where no server runs. */
    Publisher.Answer publish(Publisher.Request request) {
        try (Store opened = open()) {
            return publisher(opened, opened.revisions()).publish(request);
        }
    }

    Publisher publisher(Store opened, RevisionStore revisions) {
        return new Publisher(
                file(),
                RegisterFiles.reader(),
                "/.temoin/report",
                revisions,
                new RevisionLog(RegisterFiles.reader(), revisions, opened.ledger()::append, () -> {
                    throw new IllegalStateException("no choice here");
                }),
                clock);
    }

    Publisher.Answer publish() {
        return publish(request());
    }

    static Publisher.Request request() {
        return new Publisher.Request(
                Map.of("fr", "Un changement", "en", "A change"), Optional.empty(), false, false, "");
    }

    static Publisher.Request at(String day) {
        return new Publisher.Request(
                Map.of("fr", "Un changement", "en", "A change"), Optional.of(LocalDate.parse(day)), false, false, "");
    }

    Register register() throws IOException {
        return switch (RegisterFiles.reader().read(file())) {
            case RegisterReading.Accepted accepted -> accepted.register();
            case RegisterReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }

    /** Numbers of the revisions that the log holds, in its order. */
    List<String> recorded() throws StorageException, RevisionStoreException {
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(store(), SqliteOptions.defaults())) {
            RevisionCheck check = RevisionCheck.run(database.revisions());
            assertThat(check.damages()).isEmpty();
            return database.revisions().leaves().stream()
                    .map(leaf -> leaf.record().lines().skip(2).findFirst().orElse("erased"))
                    .toList();
        }
    }

    /** Records a choice under {@code register}, as a server does. */
    AppendResult choose(Register register) throws ExecutionException, InterruptedException {
        try (Store opened = open()) {
            return new RevisionLog(RegisterFiles.reader(), opened.revisions(), opened.ledger()::append, () -> register)
                    .append((byte) 1, Bytes.wrap("a choice".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
