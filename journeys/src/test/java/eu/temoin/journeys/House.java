package eu.temoin.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The demonstration as a visitor finds it: the arcade, its third parties, the gateway in front, and browsers. Started
 * once for all the tests that change nothing for each other; what needs a node of its own starts one.
 */
final class House implements AutoCloseable {
    private final Arcade arcade;
    private final Node node;
    private final Chromium chromium;
    private Optional<Node> revised = Optional.empty();
    private Optional<Node> broken = Optional.empty();
    private Optional<Node> counted = Optional.empty();

    private House(Arcade arcade, Node node, Chromium chromium) {
        this.arcade = arcade;
        this.node = node;
        this.chromium = chromium;
    }

    static House start() {
        int port = Node.freePort();
        String origin = "http://arcade.localhost:" + port;
        Arcade arcade = Arcade.start(origin);
        try {
            Node node = Node.start(origin, port, Node.arcadeRegister(origin), arcade.address());
            return new House(arcade, node, Chromium.start());
        } catch (AssertionError | RuntimeException failed) {
            arcade.close();
            throw failed;
        }
    }

    Arcade arcade() {
        return arcade;
    }

    Node node() {
        return node;
    }

    /** Another node before the arcade, in its second revision; whoever chose under the first is asked again. */
    synchronized Node revised() {
        if (revised.isEmpty()) {
            Node started = beforeTheArcade(arcade.address());
            revised = Optional.of(started);
            started.visitors()
                    .post(
                            "/.temoin/choice",
                            "do=refuse&revision=1&layer=centre&variant=first&lang=fr&shown=" + "0".repeat(64),
                            "Sec-Fetch-Site: same-origin");
            started.writeRegister(Node.arcadeRegisterRevised(started.origin()));
            Await.until("revision 2 is in force", () -> started.health().contains("\"revision\":2"), started::health);
        }
        return revised.get();
    }

    /** A node whose site does not answer, and whose store cannot be written. */
    synchronized Node broken() {
        if (broken.isEmpty()) {
            broken = Optional.of(
                    beforeTheArcade("http://127.0.0.1:" + Node.freePort(), "--store", "/dev/null/temoin.db"));
        }
        return broken.get();
    }

    /** A node with two months of readers behind it. */
    synchronized Node counted() {
        if (counted.isEmpty()) {
            try {
                Path store = Files.createTempDirectory("temoin-counted").resolve("temoin.db");
                Readership.fill(store, Instant.now());
                counted = Optional.of(beforeTheArcade(arcade.address(), "--store", store.toString()));
            } catch (IOException noFolder) {
                throw new UncheckedIOException(noFolder);
            }
        }
        return counted.get();
    }

    private static Node beforeTheArcade(String upstream, String... flags) {
        int port = Node.freePort();
        String origin = "http://arcade.localhost:" + port;
        return Node.start(origin, port, Node.arcadeRegister(origin), upstream, flags);
    }

    Chromium chromium() {
        return chromium;
    }

    /** The third parties know nothing of what went before. */
    void forgetWhatWasSeen() {
        arcade.video().forget();
        arcade.stats().forget();
    }

    @Override
    public void close() {
        try (chromium;
                arcade) {
            node.close();
            revised.ifPresent(Node::close);
            broken.ifPresent(Node::close);
            counted.ifPresent(Node::close);
        }
    }

    /** Gives the one house to the tests that ask for it; JUnit closes it after the last. */
    static final class Key implements ParameterResolver {
        private static final ExtensionContext.Namespace HOUSE = ExtensionContext.Namespace.create(House.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == House.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(HOUSE).computeIfAbsent(House.class, type -> House.start(), House.class);
        }
    }
}
