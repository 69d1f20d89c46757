package eu.temoin.server;

import eu.temoin.consent.Origin;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RegisterSchema;
import eu.temoin.register.RegisterTemplate;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code init}: a first register, commented. */
@Command(
        name = "init",
        description = "Write a first register, commented, in French and English, and say what to do next.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is not given is asked for. An existing file is never written over.",
            "",
            "Example: ./temoin init --upstream http://127.0.0.1:3000 --origin https://www.example.fr \\",
            "             --controller \"Ville de Saint-Aubier\" --contact dpo@example.fr"
        })
final class InitCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--upstream", required = true, paramLabel = "URL", description = "Where the site itself listens")
    @SuppressWarnings("NullAway.Init")
    private String upstream;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description = "The site's public address, for example https://www.example.fr")
    private @Nullable String origin;

    @Option(names = "--controller", paramLabel = "NAME", description = "Who answers for the site, by legal name")
    private @Nullable String controller;

    @Option(names = "--contact", paramLabel = "ADDRESS", description = "How visitors reach them: e-mail or web address")
    private @Nullable String contact;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The site's name as visitors know it; its host unless set")
    private @Nullable String siteName;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Europe/Paris",
            description = "Where the site's days begin and end (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private ZoneId zone;

    @Option(
            names = "--register",
            paramLabel = "FILE",
            defaultValue = "temoin.yaml",
            description = "The file to write (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Origin site = parsed("--upstream", upstream);
        Origin publicOrigin = parsed("--origin", given(origin, "--origin", "Public address of the site"));
        String name = given(controller, "--controller", "Who answers for the site (legal name)");
        String reachedBy = given(contact, "--contact", "How visitors reach them (e-mail or address)");
        Clock clock = Clock.system(zone);
        String text = new RegisterTemplate(
                        siteName == null ? publicOrigin.host() : siteName,
                        publicOrigin,
                        name,
                        reachedBy,
                        zone,
                        LocalDate.now(clock))
                .text();
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            Path schema = file.toAbsolutePath().resolveSibling(RegisterSchema.FILE_NAME);
            if (!Files.exists(schema)) {
                Files.writeString(schema, RegisterSchema.text(), StandardCharsets.UTF_8);
            }
        } catch (FileAlreadyExistsException present) {
            throw Failure.no(
                    "temoin-init-exists",
                    file + " is there already and is not written over: move it, or use --register.");
        } catch (IOException failed) {
            throw Failure.unavailable("temoin-init-write", file + " cannot be written: " + failed.getMessage() + ".");
        }
        out.println("Written: " + file + ", for " + publicOrigin + ".");
        out.println("Next, see what the site sets and loads, without changing anything for visitors:");
        out.println();
        out.println("  ./temoin serve --mode observe --upstream " + site + " --register " + file);
        out.println();
        out.println("Then: ./temoin findings --entries, add them to " + file
                + ", ./temoin check, and serve without --mode observe.");
        if (RegisterFiles.reader().read(file) instanceof RegisterReading.Accepted accepted
                && !LegalReport.of(accepted.register()).missing().isEmpty()) {
            out.println();
            out.println("What must be said to visitors and is still missing (./temoin check " + file + " --legal):");
            LegalReport.of(accepted.register()).printMissing(out);
        }
        out.flush();
        return 0;
    }

    private Origin parsed(String flag, String text) {
        Optional<Origin> parsed = Origin.parse(text);
        return parsed.orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                flag + ": '" + text + "' is no origin: write scheme://host[:port] and nothing behind it."));
    }

    @SuppressWarnings("SystemConsoleNull") // null is still what the type says
    private String given(@Nullable String value, String flag, String question) {
        if (value != null) {
            return value;
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new ParameterException(spec.commandLine(), "Nobody can be asked here: give " + flag + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(question + ": ");
        out.flush();
        String answer = console.readLine();
        if (answer == null || answer.isBlank()) {
            throw new ParameterException(spec.commandLine(), "No answer: give " + flag + ".");
        }
        return answer.strip();
    }
}
