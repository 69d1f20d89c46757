package eu.temoin.server;

import eu.temoin.consent.Origin;
import eu.temoin.gateway.Mode;
import eu.temoin.gateway.Transport;
import eu.temoin.gateway.TrustedProxies;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: an arcade with trackers, its two third parties, and the gateway in front. */
@Command(
        name = "demo",
        description = "Start an arcade, a video provider and an audience provider, and stand in front of them.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing leaves this machine. Ports in use are passed over; what is chosen is said.",
            "",
            "Example: ./temoin demo"
        })
final class DemoCommand implements Callable<Integer> {
    static final int PORT = 8080;
    private static final int MANAGEMENT_PORT = 9090;
    private static final int PORTS_TRIED_MAX = 50;

    /** All that the arcade learns of who keeps its visitors' settings. */
    private static final String SETTINGS_FORM = "/.temoin/preferences";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--without-gateway", description = "The same arcade with nothing in front, to see it leak")
    private boolean withoutGateway;

    @Option(
            names = "--exercise",
            hidden = true,
            description =
                    "Start on free ports, fetch the first page, stop: what the launcher records a quick start from")
    private boolean exercise;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where visitors arrive, or the next free port (${DEFAULT-VALUE})")
    private int port = PORT;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the demo keeps its store and keys (build/demo of the checkout)")
    private Path data = home().resolve("build").resolve("demo");

    /** The checkout, which the launcher names. */
    private static Path home() {
        return Path.of(System.getProperty("temoin.home", "."));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (exercise) {
            return exercise();
        }
        int publicPort = free(port);
        CountDownLatch stopped = new CountDownLatch(1);
        DemoSites sites = DemoSites.start(
                withoutGateway
                        ? List.of("--arcade-port", String.valueOf(publicPort))
                        : List.of("--arcade-port", "0", "--settings-form", SETTINGS_FORM),
                withoutGateway ? "" : "http://arcade.localhost:" + publicPort);
        if (withoutGateway) {
            stopWith(sites, () -> {}, stopped);
            sayWithout(out, sites);
        } else {
            Running running = serve(sites, publicPort);
            stopWith(sites, running::close, stopped);
            say(out, sites, running, publicPort);
        }
        stopped.await();
        return 0;
    }

    /** Everything once, from the first class to the first page, with nothing left behind. */
    private int exercise() throws InterruptedException {
        Path folder = temporaryFolder();
        int publicPort = free(PORT);
        String arcade = "http://arcade.localhost:" + publicPort;
        DemoSites sites =
                DemoSites.start(List.of("--arcade-port", "0", "--video-port", "0", "--stats-port", "0"), arcade);
        data = folder;
        Running running = serve(sites, publicPort);
        try {
            FirstPage.fetch(publicPort, arcade.substring("http://".length()));
        } finally {
            running.close();
            sites.closeAndWait();
            delete(folder);
        }
        return 0;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("temoin-demo");
        } catch (IOException failed) {
            throw Failure.unavailable("temoin-demo-folder", "No temporary folder can be made: " + failed.getMessage());
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            LoggerFactory.getLogger(DemoCommand.class).warn("the temporary folder {} could not be removed", folder);
        }
    }

    private Running serve(DemoSites sites, int publicPort) {
        Path register = home().resolve("demo").resolve("temoin.yaml");
        ServeOptions options = new ServeOptions(
                register,
                Origin.parse(sites.arcade()).orElseThrow(),
                new HostPort("127.0.0.1", publicPort),
                new HostPort("127.0.0.1", free(MANAGEMENT_PORT)),
                data.resolve("temoin.db"),
                data.resolve("keys"),
                Mode.ENFORCE,
                "/.temoin",
                TrustedProxies.NONE,
                Transport.best(),
                false);
        Origin origin = Origin.parse("http://arcade.localhost:" + publicPort).orElseThrow();
        return Running.start(options, Clock.systemUTC(), new SecureRandom(), read -> read.withOrigins(List.of(origin)));
    }

    private static void stopWith(DemoSites sites, Runnable gateway, CountDownLatch stopped) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            gateway.run();
            sites.close();
            stopped.countDown();
        }));
        sites.onEnd(() -> Runtime.getRuntime().halt(Failure.EXIT_UNAVAILABLE), stopped);
    }

    private void say(PrintWriter out, DemoSites sites, Running running, int publicPort) {
        String arcade = "http://arcade.localhost:" + publicPort;
        out.println();
        out.println("  " + arcade + "/");
        out.println();
        out.println("  La Borne, an arcade with trackers, and Témoin in front of it. Try this:");
        out.println("   1. Look at what reached the third parties before you chose anything: nothing.");
        out.println("        " + sites.video() + "/seen");
        out.println("        " + sites.stats() + "/seen");
        out.println("   2. Refuse everything, then Play Now and sign in: both work.");
        out.println("   3. Accept in “Manage my cookies”, at the foot of every page, and look at the two again.");
        out.println("   4. Withdraw: what was set is deleted, and the page says so. Keep the receipt.");
        out.println("   5. Ask what the arcade sets without declaring it:");
        out.println("        ./temoin findings --store " + data.resolve("temoin.db") + " --register demo/temoin.yaml");
        out.println("   6. Check the record of every choice:");
        out.println("        ./temoin verify --store " + data.resolve("temoin.db") + " --keys " + data.resolve("keys"));
        out.println(
                "   7. See what was counted of all this, without a cookie; figures show from ten views on, after 10 seconds:");
        out.println("        " + running.consoleAddress() + "  and for everybody, from tomorrow on: " + arcade
                + "/.temoin/audience");
        out.println();
        out.println("  Health and metrics: http://127.0.0.1:" + running.managementPort() + "/health");
        out.println("  The same arcade leaking, for comparison: ./temoin demo --without-gateway");
        out.println("  Ctrl-C stops everything.");
        out.flush();
    }

    private static void sayWithout(PrintWriter out, DemoSites sites) {
        out.println();
        out.println("  " + sites.arcadePublic() + "/");
        out.println();
        out.println(
                "  The arcade with nothing in front. Open it, then look at what left your browser before you were asked:");
        out.println("        " + sites.video() + "/seen");
        out.println("        " + sites.stats() + "/seen");
        out.println("  Ctrl-C stops everything.");
        out.flush();
    }

    /** {@code wanted}, or the next port that is free. */
    private static int free(int wanted) {
        for (int candidate = wanted; candidate < wanted + PORTS_TRIED_MAX && candidate <= 65_535; candidate++) {
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw Failure.unavailable(
                "temoin-demo-ports",
                "No port is free from " + wanted + " on. Stop what listens there, or give another with --port.");
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
