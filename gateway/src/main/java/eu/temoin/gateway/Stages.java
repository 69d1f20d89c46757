package eu.temoin.gateway;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: these lists, from top to bottom. Between them lies the site.
 *
 * <p>Each stage is one file with one thing to do. A stage that throws is logged under its name and replaced by what it
 * says should stand in its place: the page still arrives, and nothing passes that the stage would have stopped.
 */
final class Stages {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private final List<RequestStage> toSite;
    private final List<ResponseStage> toBrowser;

    Stages(GatewayConfig config, Ports ports) {
        toSite = List.of(
                new HostStage(config.trusted()),
                new DecisionStage(),
                new LanguageStage(),
                new LocalStage(config.localPrefix(), ports.pages()),
                new OwnPathStage(),
                new ServiceWorkerStage(ports.findings()),
                new RequestCookiesStage(ports.findings()),
                new NegotiationStage(),
                new ForwardingStage(config.trusted(), config.via()));
        toBrowser = List.of(
                new KindStage(),
                new AddressStage(config.upstream()),
                new ResponseCookiesStage(config.upstream(), ports.findings()),
                new HintsStage(),
                new PolicyStage(config.localPrefix(), ports.insertion()),
                new CachingStage(),
                new BodyStage(ports.findings()));
    }

    /** Everything that happens before the request goes on. */
    Step request(Exchange exchange) {
        for (int i = 0; i < toSite.size(); i++) {
            RequestStage stage = toSite.get(i);
            Step step;
            try {
                step = stage.apply(exchange);
            } catch (RuntimeException failure) {
                report(stage.name(), failure, exchange);
                step = stage.failed(exchange);
            }
            if (!(step instanceof Step.Next)) {
                return step;
            }
        }
        return Step.NEXT;
    }

    /** Everything that happens to the head of the answer before it goes on. */
    void response(Exchange exchange, HttpResponse response) {
        HopByHop.remove(response.headers());
        for (int i = 0; i < toBrowser.size(); i++) {
            ResponseStage stage = toBrowser.get(i);
            try {
                stage.apply(exchange, response);
            } catch (RuntimeException failure) {
                report(stage.name(), failure, exchange);
                stage.failed(exchange, response);
            }
        }
    }

    /**
     * Logs what failed, without its message: that may hold what a browser sent. The frame says where to look.
     */
    static void report(String stage, RuntimeException failure, Exchange exchange) {
        StackTraceElement[] frames = failure.getStackTrace();
        LOG.atError()
                .addKeyValue("stage", stage)
                .addKeyValue("kind", failure.getClass().getName())
                .addKeyValue("at", frames.length == 0 ? "" : frames[0].toString())
                .addKeyValue("mode", exchange.site().mode())
                .log("stage failed; what it guards does not pass");
    }

    /** Hands on a finding. A listener that fails is no reason to fail a request. */
    static void tell(Findings findings, Finding finding, Exchange exchange) {
        try {
            findings.found(finding);
        } catch (RuntimeException failure) {
            report("findings", failure, exchange);
        }
    }
}
