package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Choice;
import eu.temoin.consent.TokenKey;
import eu.temoin.consent.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One running {@code serve} in front of a site, with a register, a store and keys of its own. */
final class Node implements AutoCloseable {
    /** Below the ports that systems give to outgoing connections, so that none of those takes it in between. */
    private static final int PORT_FIRST = 18_080;

    private static final int PORT_LAST = 19_999;
    private static final Pattern MANAGEMENT = Pattern.compile("  management  http://[^:]+:(\\d+)/health");
    private static int next = PORT_FIRST + (int) (ProcessHandle.current().pid() % 1_000);

    private final Path folder;
    private final String origin;
    private final Wire visitors;
    private final Child child;
    private final Wire management;

    private Node(Path folder, String origin, int port, Child child) {
        this.folder = folder;
        this.origin = origin;
        this.visitors = new Wire(origin.replaceFirst("^https?://", ""), port);
        this.child = child;
        Matcher said = MANAGEMENT.matcher(child.await(
                "where its management port is", line -> MANAGEMENT.matcher(line).matches()));
        if (!said.matches()) {
            throw new AssertionError("no management port");
        }
        this.management = new Wire("127.0.0.1:" + said.group(1), Integer.parseInt(said.group(1)));
    }

    /** A port that is free, for an address that a register must name before anything listens there. */
    static synchronized int freePort() {
        while (next <= PORT_LAST) {
            int port = next++;
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new AssertionError("no free port from " + PORT_FIRST + " to " + PORT_LAST);
    }

    /**
     * Starts a node and waits until it listens.
     *
     * @param origin of the register, which browsers use
     * @param port where it listens
     * @param register the text of its register
     * @param more flags beside those that every node needs; a flag given here comes last and wins
     */
    static Node start(String origin, int port, String register, String upstream, String... more) {
        try {
            Path folder = Files.createTempDirectory("temoin-node");
            Files.writeString(folder.resolve("temoin.yaml"), register);
            List<String> arguments = new ArrayList<>(List.of(
                    "serve",
                    "--register",
                    folder.resolve("temoin.yaml").toString(),
                    "--upstream",
                    upstream,
                    "--listen",
                    "127.0.0.1:" + port,
                    "--keys",
                    folder.resolve("keys").toString()));
            List<String> given = List.of(more);
            if (!given.contains("--management")) {
                arguments.addAll(List.of("--management", "127.0.0.1:0"));
            }
            if (!given.contains("--store")) {
                arguments.addAll(List.of("--store", folder.resolve("temoin.db").toString()));
            }
            arguments.addAll(given);
            return new Node(folder, origin, port, Child.start("eu.temoin.server.Main", arguments));
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    /** The checkout. */
    static Path home() {
        return Path.of(System.getProperty("temoin.home", "..")).toAbsolutePath().normalize();
    }

    /** The demonstration's own register, for a node whose visitors arrive at {@code origin}. */
    static String arcadeRegister(String origin) {
        try {
            String text = Files.readString(home().resolve("demo").resolve("temoin.yaml"));
            return text.replace("http://arcade.localhost:8080", origin);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The same in a second revision: a partner joins the videos, a cookie stays longer, words are shorter, and what
     * stood in for a script is gone.
     */
    static String arcadeRegisterRevised(String origin) {
        return arcadeRegister(origin)
                        .replace(
                                "name: Lanterne\n    category: media\n",
                                "name: Lanterne\n    category: media\n    since: 2\n")
                        .replace("lifetime: 30 days", "lifetime: 6 months")
                        .replace(
                                "Métrique compte les pages vues, leur vitesse et la provenance",
                                "Métrique compte les pages vues et la provenance")
                        .replace(
                                "Métrique counts the pages read, their speed and where",
                                "Métrique counts the pages read and where")
                        .replaceFirst("(?s)  - name: px\\.gif.*?(?=  - name: ln_view)", "")
                        .replace("\ntrackers:\n", """

                          - id: relief
                            name: Relief
                            category: media
                            since: 2
                            policy: https://relief.example/privacy
                            country: CA
                            sources: ['maps.localhost:*']
                            shows: map

                        trackers:
                          - name: rl_zone
                            kind: cookie
                            category: media
                            provider: relief
                            purpose: { fr: Retient la dernière carte affichée, en: Remembers the last map shown }
                            lifetime: 30 days
                            domain: maps.localhost

                        """)
                + """
                  - number: 2
                    date: 2026-11-24
                    kind: material
                    reason:
                      fr: Les cartes viennent de Relief, et Lanterne garde son cookie plus longtemps
                      en: Maps come from Relief, and Lanterne keeps its cookie longer
                """;
    }

    String origin() {
        return origin;
    }

    /** What visitors talk to. */
    Wire visitors() {
        return visitors;
    }

    Wire management() {
        return management;
    }

    Path register() {
        return folder.resolve("temoin.yaml");
    }

    Path store() {
        return folder.resolve("temoin.db");
    }

    /** What the command prints of what was counted on a day and on the next, in a format of its own. */
    String audience(LocalDate day, String format) {
        return audience(store(), day, day.plusDays(1), format);
    }

    /** The same of a store of its own. */
    String audience(Path store, LocalDate from, LocalDate to, String format) {
        try (Child command = Child.start(
                "eu.temoin.server.Main",
                List.of(
                        "audience",
                        "--store",
                        store.toString(),
                        "--register",
                        register().toString(),
                        "--from",
                        from.toString(),
                        "--to",
                        to.toString(),
                        "--format",
                        format))) {
            Child.Ended ended = command.end();
            assertThat(ended.exit()).as("%s", ended).isZero();
            return ended.output();
        }
    }

    Path folder() {
        return folder;
    }

    Child child() {
        return child;
    }

    String health() {
        return management.get("/health").text();
    }

    /** How many choices are recorded, under one revision: its own leaf stands in front of the first of them. */
    long leaves() {
        Matcher matcher = Pattern.compile("\"leaves\":(\\d+)").matcher(health());
        if (!matcher.find()) {
            throw new AssertionError("no leaves in " + health());
        }
        return Math.max(0, Long.parseLong(matcher.group(1)) - 1);
    }

    /** Runs {@code publish} through this server, and returns when it has ended. */
    Child.Ended publish(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "publish",
                "--register",
                register().toString(),
                "--management",
                management.host(),
                "--store",
                store().toString(),
                "--keys",
                folder.resolve("keys").toString(),
                "--reason-fr",
                "Un changement",
                "--reason-en",
                "A change"));
        arguments.addAll(List.of(more));
        try (Child publish = Child.start("eu.temoin.server.Main", arguments)) {
            return publish.end();
        }
    }

    /** Replaces the register file at once, as an editor does. */
    void writeRegister(String text) {
        try {
            Path aside = folder.resolve("temoin.yaml.new");
            Files.writeString(aside, text);
            Files.move(
                    aside,
                    register(),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A choice as this node signs it: what a visitor's browser may carry from another day. */
    String token(String siteId, Choice choice) {
        try {
            byte[] secret = Files.readAllBytes(folder.resolve("keys").resolve("token-1.key"));
            return new TokenSigner(siteId, TokenKey.of(secret)).sign(choice);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        child.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
