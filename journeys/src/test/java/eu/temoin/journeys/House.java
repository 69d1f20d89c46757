package eu.temoin.journeys;

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
