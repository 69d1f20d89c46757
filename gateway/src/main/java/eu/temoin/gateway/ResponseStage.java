package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpResponse;

/** One thing done to the head of the site's answer. Stateless: one instance serves every event loop. Never blocks. */
interface ResponseStage {
    /** As it stands in log lines. */
    String name();

    void apply(Exchange exchange, HttpResponse response);

    /** What stands in this stage's place where it threw; see {@link RequestStage#failed}. Must not throw. */
    void failed(Exchange exchange, HttpResponse response);
}
