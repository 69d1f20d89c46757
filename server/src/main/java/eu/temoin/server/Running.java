package eu.temoin.server;

import eu.temoin.audience.Audience;
import eu.temoin.audience.Collector;
import eu.temoin.centre.Centre;
import eu.temoin.centre.CentrePaths;
import eu.temoin.consent.Register;
import eu.temoin.console.Console;
import eu.temoin.console.ConsolePorts;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.FindingBook;
import eu.temoin.gateway.Gateway;
import eu.temoin.gateway.GatewayConfig;
import eu.temoin.gateway.GatewayFailure;
import eu.temoin.gateway.Mode;
import eu.temoin.gateway.Ports;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A running node. {@link #start} is its table of contents: what it is made of, in the order in which it stands up. */
final class Running implements AutoCloseable {
    private final ServeOptions options;
    private final Store store;
    private final RegisterKeeper register;
    private final FindingKeeper findings;
    private final Collector collector;
    private final Gateway gateway;
    private final Management management;
    private final RegisterWatch watch;

    private Running(
            ServeOptions options,
            Store store,
            RegisterKeeper register,
            FindingKeeper findings,
            Collector collector,
            Gateway gateway,
            Management management,
            RegisterWatch watch) {
        this.options = options;
        this.store = store;
        this.register = register;
        this.findings = findings;
        this.collector = collector;
        this.gateway = gateway;
        this.management = management;
        this.watch = watch;
    }

    static Running start(ServeOptions options, Clock clock, SecureRandom random) {
        return start(options, clock, random, UnaryOperator.identity());
    }

    /** {@code adjustment} of every register that is read: the demo's ports are known only when it runs. */
    static Running start(ServeOptions options, Clock clock, SecureRandom random, UnaryOperator<Register> adjustment) {
        Undo undo = new Undo();
        try {
            String reportPath = new CentrePaths(options.prefix()).reports();

            TokenKeys keys = TokenKeys.open(options.keys(), options.join(), random);
            String node = LogNames.of(options.keys(), options.register(), RegisterFiles.reader(), random);
            Store store = undo.with(Store.open(options.store(), options.keys(), node, random));
            RegisterKeeper register = new RegisterKeeper(
                    options.register(),
                    RegisterFiles.reader(),
                    options.mode(),
                    keys,
                    reportPath,
                    store.revisions(),
                    () -> store.ledger().leaves() > 0,
                    adjustment,
                    clock);
            register.load();
            RevisionLog log = new RevisionLog(
                    RegisterFiles.reader(), store.revisions(), store.ledger()::append, register::register);
            register.publishWith(new Publisher(
                    options.register(), RegisterFiles.reader(), reportPath, store.revisions(), log, clock));
            Clock siteClock = clock.withZone(register.site().register().site().zone());
            FindingKeeper findings = undo.with(FindingKeeper.start(siteClock, store::findings));
            Audience audience =
                    new Audience(clock, () -> register.site().register().site().zone(), random);
            Period kept = Period.ofMonths(eu.temoin.consent.Audience.MONTHS_KEPT);
            Collector collector = undo.with(Collector.start(audience, node, kept, store::audience));

            PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Metrics.bind(metrics, store.ledger(), findings.book(), register);

            ConsolePorts seen = new ConsolePorts(
                    () -> register.site().register(),
                    options.mode() == Mode.ENFORCE,
                    store::audience,
                    new ExportedReports(),
                    clock);
            Centre centre =
                    new Centre(new CentrePaths(options.prefix()), register.past(), log, keys.signing(), clock, random);
            Gateway gateway = undo.with(gateway(
                    options,
                    new Ports(
                            register::site,
                            new CentreInsertion(centre.insertions()),
                            new CentrePages(
                                    centre,
                                    new CspReports(findings.book()),
                                    Console.forEverybody(seen, centre.paths().audience()),
                                    reportPath,
                                    new Measurements(audience, register::site),
                                    register::site,
                                    keys,
                                    options.upstream().host(),
                                    clock,
                                    metrics),
                            findings.book(),
                            audience,
                            clock)));
            Management management = undo.with(Management.start(
                    options.management(),
                    () -> health(options, store.ledger(), log, register),
                    metrics,
                    register,
                    Console.forOperators(seen, exposed(options.management()))));
            RegisterWatch watch = RegisterWatch.start(options.register(), register);
            undo.forget();
            return new Running(options, store, register, findings, collector, gateway, management, watch);
        } finally {
            undo.close();
        }
    }

    private static Gateway gateway(ServeOptions options, Ports ports) {
        try {
            return Gateway.start(
                    GatewayConfig.of(options.listen().address(), options.upstream())
                            .withTransport(options.transport())
                            .withLocalPrefix(options.prefix() + "/")
                            .withTrusted(options.trusted()),
                    ports);
        } catch (GatewayFailure failure) {
            throw Failure.unavailable("temoin-gateway-" + failure.code(), String.valueOf(failure.getMessage()));
        }
    }

    /** The management port, where others than this machine can reach it. */
    private static Optional<String> exposed(HostPort management) {
        return management.isLoopback() ? Optional.empty() : Optional.of(management.toString());
    }

    private static Health health(ServeOptions options, LateLedger ledger, RevisionLog log, RegisterKeeper register) {
        Register inForce = register.site().register();
        return new Health(
                inForce.site().id(),
                options.mode().name().toLowerCase(java.util.Locale.ROOT),
                options.mode() == Mode.ENFORCE,
                inForce.revision().number(),
                register.isDraft(),
                ledger.problem().isEmpty() ? log.problem() : ledger.problem(),
                ledger.leaves(),
                register.problem(),
                register.next().map(RegisterKeeper::describe).orElse(""));
    }

    /** Says where it listens and what an operator should know now. */
    void announce(PrintWriter out) {
        Register inForce = register.site().register();
        out.println(inForce.site().name() + " (" + inForce.site().id() + "), revision "
                + inForce.revision().number() + ", mode "
                + options.mode().name().toLowerCase(java.util.Locale.ROOT));
        out.println("  visitors    http://" + new HostPort(options.listen().host(), gateway.port()) + "  for "
                + inForce.site().origins().getFirst() + ", over " + gateway.transport());
        out.println("  site        " + options.upstream());
        out.println("  management  http://" + new HostPort(options.management().host(), management.port()) + "/health");
        if (options.management().isLoopback()) {
            out.println("  console     " + consoleAddress());
        }
        if (!options.management().isLoopback()) {
            out.println(
                    "  The management port has no sign-in and can be reached from outside: keep it behind a firewall."
                            + " The console is off.");
        }
        if (options.mode() == Mode.OBSERVE) {
            out.println("  Observing only: VISITORS ARE NOT PROTECTED. Nothing is filtered and nobody is asked.");
        }
        if (register.isDraft() || !register.problem().isEmpty()) {
            out.println(
                    "  The register file is not in force; see the log, or type: ./temoin check " + options.register());
        }
        List<FindingBook.Seen> open = FindingsCommand.open(findings.book().snapshot(), Optional.of(inForce)).stream()
                .filter(seen -> seen.finding().reason() != Finding.Reason.REFUSED)
                .toList();
        if (options.mode() == Mode.ENFORCE && !open.isEmpty()) {
            out.println("  " + open.size() + " findings are unresolved; type: ./temoin findings");
            open.stream().limit(5).forEach(seen -> out.println("    " + FindingsCommand.line(seen)));
        }
        out.flush();
    }

    int port() {
        return gateway.port();
    }

    int managementPort() {
        return management.port();
    }

    /** Where an operator reads what was counted. */
    String consoleAddress() {
        return "http://" + new HostPort(options.management().host(), management.port()) + "/";
    }

    FindingBook findings() {
        return findings.book();
    }

    /** In the opposite order: visitors first, then everything that they were served from. */
    @Override
    public void close() {
        watch.close();
        gateway.close();
        management.close();
        collector.close();
        findings.close();
        store.close();
    }

    /** What is already open, to be closed when starting fails half-way. */
    private static final class Undo implements AutoCloseable {
        private final java.util.ArrayDeque<AutoCloseable> open = new java.util.ArrayDeque<>();

        <T extends AutoCloseable> T with(T opened) {
            open.push(opened);
            return opened;
        }

        void forget() {
            open.clear();
        }

        @Override
        public void close() {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (Exception ignored) {
                    // The failure that led here is the one to tell.
                    org.slf4j.LoggerFactory.getLogger(Running.class).warn("closing after a failed start", ignored);
                }
            }
        }
    }
}
