package eu.temoin.gateway;

/** One thing done to a request. Stateless: one instance serves every event loop. Never blocks. */
interface RequestStage {
    /** As it stands in log lines. */
    String name();

    Step apply(Exchange exchange);

    /**
     * What stands in this stage's place where it threw: the request goes on, and no tracker passes because of it. Must
     * not throw.
     */
    Step failed(Exchange exchange);
}
