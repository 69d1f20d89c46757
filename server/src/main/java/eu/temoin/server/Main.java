package eu.temoin.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line, {@code ./temoin}. */
@Command(
        name = "temoin",
        description = {"A consent platform that enforces what visitors chose and proves it.", ""},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            PublishCommand.class,
            FindingsCommand.class,
            AudienceCommand.class,
            VerifyCommand.class
        },
        footerHeading = "%nFor those who work on it, run by the launcher itself:%n",
        footer = {
            "  test [--sites]       every check there is; with --sites, real applications too",
            "  conformance DIR      public test data, folder by folder",
            "  bench [NAME...]      figures: decision, cookie, rewriter, ledger, gateway",
            "  screenshots DIR      pictures of every page and state",
            "",
            "Example: ./temoin demo"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {
    /** Wrong use; the mend is in the message (BSD's and picocli's own 2). */
    static final int EXIT_USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    /** The whole command line, printing where it is told; tests run commands through it. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setDefaultValueProvider(new EnvironmentDefaults(System.getenv()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> Failure.print(thrown, command));
        line.getSubcommands().values().forEach(command -> command.setParameterExceptionHandler(Main::printWrongUse));
        return line.setParameterExceptionHandler(Main::printWrongUse);
    }

    private static int printWrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return EXIT_USAGE;
    }

    /** Without a command there is nothing to do: the help says what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: ./temoin demo");
    }
}
