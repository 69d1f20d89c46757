package eu.temoin.server;

import eu.temoin.centre.CentrePaths;
import eu.temoin.register.RegisterReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code publish}: what the register file says, as the next revision. */
@Command(
        name = "publish",
        description = {
            "Make what the register says the next revision: numbered, dated, kept whole and written into the log.",
            "Its kind is worked out from what changed; whoever agreed to something else is asked again, about that only."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Goes through the running server, by its management port; where none answers there, it opens the store"
                    + " itself.",
            "Adds the revision and what it moves to the register file and changes nothing else in it.",
            "Exits 0 where it is published, 1 where it is refused or there is nothing to publish.",
            "See first what it would be: ./temoin check",
            "",
            "Example: ./temoin publish --reason-fr 'Lanterne s’ajoute' --reason-en 'Lanterne is added'"
        })
final class PublishCommand implements Callable<Integer> {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--reason-fr", paramLabel = "TEXT", description = "Why, in French, in one line")
    private @Nullable String french;

    @Option(names = "--reason-en", paramLabel = "TEXT", description = "Why, in English, in one line")
    private @Nullable String english;

    @Option(
            names = "--reason",
            paramLabel = "LANGUAGE=TEXT",
            description = "Why, in a further language of the site; several times for several")
    private Map<String, String> others = Map.of();

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "The day from which it is in force, as 2027-01-01; today unless set")
    private @Nullable LocalDate at;

    @Option(names = "--editorial", description = "Refuse to publish it as anything but editorial")
    private boolean editorial;

    @Option(
            names = "--wording-only",
            description = "Declare that every text that differs means what it meant, so that it asks nobody again")
    private boolean wordingOnly;

    @Mixin
    private Deployment deployment = new Deployment();

    @Override
    public Integer call() throws InterruptedException {
        Publisher.Request request = request();
        Optional<Publisher.Answer> answer = byServer(request);
        Publisher.Answer said = answer.isPresent() ? answer.get() : byStore(request);
        if (said.code().equals(Publisher.Answer.STORE)) {
            throw Failure.unavailable(said.code(), said.message().strip());
        }
        if (!said.done()) {
            throw Failure.no(said.code(), said.message().strip());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(said.message());
        out.flush();
        return 0;
    }

    private Publisher.Request request() {
        Map<String, String> reasons = new LinkedHashMap<>(others);
        if (french != null) {
            reasons.put("fr", french);
        }
        if (english != null) {
            reasons.put("en", english);
        }
        try {
            return new Publisher.Request(
                    reasons,
                    Optional.ofNullable(at),
                    editorial,
                    wordingOnly,
                    Publisher.sha256(Publisher.read(deployment.register())));
        } catch (IOException unreadable) {
            throw Failure.unavailable(
                    "publish-file",
                    "The register " + deployment.register() + " cannot be read. Name it with --register FILE.");
        }
    }

    /** Empty where nobody listens there. */
    private Optional<Publisher.Answer> byServer(Publisher.Request request) throws InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://" + deployment.management() + "/publish"))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(PublishMessages.bytes(request)))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX)
                .build()) {
            HttpResponse<byte[]> response = client.send(post, HttpResponse.BodyHandlers.ofByteArray());
            return Optional.of(PublishMessages.answer(response.body())
                    .orElseThrow(() -> Failure.unavailable(
                            "publish-server",
                            "What answers at " + deployment.management()
                                    + " is not a server of this version. Name its management"
                                    + " port with --management HOST:PORT.")));
        } catch (ConnectException nobody) {
            return Optional.empty();
        } catch (IOException broken) {
            throw Failure.unavailable(
                    "publish-server",
                    "The server at " + deployment.management() + " did not answer (" + broken
                            + "). Look whether the revision is there with ./temoin check, and publish again.");
        }
    }

    private Publisher.Answer byStore(Publisher.Request request) {
        SecureRandom random = new SecureRandom();
        RegisterReader reader = RegisterFiles.reader();
        String logName = LogNames.of(deployment.keys(), deployment.register(), reader, random);
        try (Store opened = Store.open(deployment.store(), deployment.keys(), logName, random)) {
            if (opened.ledger().ledger().isEmpty()) {
                return new Publisher.Answer(
                        Publisher.Answer.STORE,
                        "The store " + deployment.store() + " cannot be opened: "
                                + opened.ledger().problem() + ".\n");
            }
            return publisher(opened, reader).publish(request);
        } catch (Failure failure) {
            throw failure.code().equals("temoin-store")
                    ? Failure.unavailable(
                            failure.code(),
                            failure.getMessage() + ". If a server is running, name its management port with"
                                    + " --management HOST:PORT; nothing answers at " + deployment.management() + ".")
                    : failure;
        }
    }

    private Publisher publisher(Store opened, RegisterReader reader) {
        RevisionLog log = new RevisionLog(reader, opened.revisions(), opened.ledger()::append, () -> {
            throw new IllegalStateException("no choice is made here");
        });
        return new Publisher(
                deployment.register(),
                reader,
                new CentrePaths(deployment.prefix()).reports(),
                opened.revisions(),
                log,
                Clock.systemUTC());
    }
}
