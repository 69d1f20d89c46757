package eu.temoin.server;

import eu.temoin.consent.Origin;
import eu.temoin.gateway.Mode;
import eu.temoin.gateway.Transport;
import eu.temoin.gateway.TrustedProxies;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}: the gateway in front of a site, until it is told to stop. */
@Command(
        name = "serve",
        description = "Stand in front of a site and hold it to its register.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every flag can also be given as a variable: --trusted-proxy is TEMOIN_TRUSTED_PROXY.",
            "It stops on SIGTERM, after the requests under way have ended.",
            "",
            "Example: ./temoin serve --upstream http://127.0.0.1:3000 --listen 127.0.0.1:8080"
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--upstream",
            required = true,
            paramLabel = "URL",
            description = "Where the site itself listens, for example http://127.0.0.1:3000")
    @SuppressWarnings("NullAway.Init")
    private String upstream;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8080",
            converter = HostPort.Converter.class,
            description = "Where visitors arrive (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private HostPort listen;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "enforce",
            description = {
                "enforce: deny by default;",
                "observe: alter nothing, collect findings, protect nobody (${DEFAULT-VALUE})"
            })
    @SuppressWarnings("NullAway.Init")
    private Mode mode;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            split = ",",
            description = "Whose X-Forwarded headers are believed, for example 127.0.0.1/32; several with commas")
    private List<String> trusted = List.of();

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "epoll, io_uring, kqueue or nio; the best of this system unless set")
    private @Nullable Transport transport;

    @Option(names = "--join", description = "This node joins others: refuse to make token keys of its own")
    private boolean join;

    @Mixin
    private Deployment deployment = new Deployment();

    @Override
    public Integer call() throws InterruptedException {
        Set<String> unknown = EnvironmentDefaults.unknown(System.getenv(), spec);
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Unknown variables: " + String.join(", ", unknown)
                            + ". They begin like ours and mean nothing here: correct or unset them.");
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Running running = Running.start(options(), Clock.systemUTC(), new SecureRandom());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            running.close();
            stopped.countDown();
        }));
        running.announce(spec.commandLine().getOut());
        stopped.await();
        return 0;
    }

    private ServeOptions options() {
        Origin site = Origin.parse(upstream)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + upstream + "' is no address of a site: write scheme://host:port and nothing behind it, "
                                + "for example http://127.0.0.1:3000"));
        String prefix = deployment.prefix();
        if (!prefix.matches("/[A-Za-z0-9._-]{1,32}")) {
            throw new ParameterException(
                    spec.commandLine(), "--prefix is one path segment such as /.temoin, not '" + prefix + "'");
        }
        TrustedProxies proxies = TrustedProxies.parse(trusted)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--trusted-proxy wants addresses or blocks such as 127.0.0.1 or 10.0.0.0/8, not '"
                                + String.join(",", trusted) + "'"));
        return new ServeOptions(
                deployment.register(),
                site,
                listen,
                deployment.management(),
                deployment.store(),
                deployment.keys(),
                mode,
                deployment.prefix(),
                proxies,
                transport == null ? Transport.best() : transport,
                join);
    }
}
