package eu.temoin.server;

import eu.temoin.enforcement.FindingBook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What {@code /metrics} shows. No label ever holds anything of a visitor's, nor a path or name that one could make up. */
final class Metrics {
    private Metrics() {}

    static void bind(MeterRegistry metrics, LateLedger ledger, FindingBook findings, RegisterKeeper register) {
        Gauge.builder("temoin.ledger.leaves", ledger, LateLedger::leaves)
                .description("Leaves of this node's log that are committed")
                .register(metrics);
        Gauge.builder("temoin.ledger.available", ledger, l -> l.problem().isEmpty() ? 1 : 0)
                .description("1 where the last choice could be recorded")
                .register(metrics);
        Gauge.builder(
                        "temoin.findings.kinds",
                        findings,
                        book -> book.snapshot().seen().size())
                .description("Different things seen that the register does not declare or the choice did not allow")
                .register(metrics);
        Gauge.builder(
                        "temoin.register.revision",
                        register,
                        keeper -> keeper.site().register().revision().number())
                .description("Number of the revision in force")
                .register(metrics);
        Gauge.builder("temoin.register.draft", register, keeper -> keeper.isDraft() ? 1 : 0)
                .description("1 where the file differs from the revision in force")
                .register(metrics);
        new io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics().bindTo(metrics);
        new io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics().bindTo(metrics);
        new io.micrometer.core.instrument.binder.system.ProcessorMetrics().bindTo(metrics);
    }
}
