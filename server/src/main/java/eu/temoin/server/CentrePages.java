package eu.temoin.server;

import eu.temoin.centre.Centre;
import eu.temoin.centre.CentreRequest;
import eu.temoin.centre.CentreResponse;
import eu.temoin.consent.Audience;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import eu.temoin.console.Console;
import eu.temoin.console.ConsoleRequest;
import eu.temoin.console.ConsoleResponse;
import eu.temoin.enforcement.CookieContext;
import eu.temoin.enforcement.CookieFilter;
import eu.temoin.enforcement.PublicSuffixList;
import eu.temoin.enforcement.RequestCookies;
import eu.temoin.gateway.LocalPages;
import eu.temoin.gateway.LocalRequest;
import eu.temoin.gateway.LocalResponse;
import eu.temoin.gateway.SiteInForce;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The centre, where the gateway asks for local pages, the addresses that browsers report and pages' scripts tell to, and,
 * where the register lets everybody read them, the figures of the audience.
 *
 * <p>The centre knows no cookie but its own. What a choice withdraws is expired here, in the answer to the choice.
 */
final class CentrePages implements LocalPages {
    private static final String SET_COOKIE = "Set-Cookie";

    private final Centre centre;
    private final CspReports reports;
    private final Console audience;
    private final String reportPath;
    private final Measurements measurements;
    private final Supplier<SiteInForce> site;
    private final TokenKeys keys;
    private final String upstreamHost;
    private final Clock clock;
    private final MeterRegistry metrics;

    CentrePages(
            Centre centre,
            CspReports reports,
            Console audience,
            String reportPath,
            Measurements measurements,
            Supplier<SiteInForce> site,
            TokenKeys keys,
            String upstreamHost,
            Clock clock,
            MeterRegistry metrics) {
        this.centre = centre;
        this.reports = reports;
        this.audience = audience;
        this.reportPath = reportPath;
        this.measurements = measurements;
        this.site = site;
        this.keys = keys;
        this.upstreamHost = upstreamHost;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public boolean answers(String path) {
        return centre.paths().answers(path);
    }

    @Override
    public LocalResponse answer(LocalRequest request) {
        if (request.path().equals(reportPath)) {
            return posted(request, () -> reports.take(request.decision(), request.body()));
        }
        if (request.path().equals(centre.paths().measure())) {
            return posted(request, () -> measurements.take(request));
        }
        if (audience.answers(request.path()) && isAudiencePublic()) {
            return audience(request);
        }
        CentreResponse response = centre.answer(new CentreRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.body(),
                request.decision(),
                request.origin()));
        // Other forms of the centre are a visitor's own business: nobody counts them.
        if (request.method().equals("POST")
                && request.path().equals(centre.paths().choice())) {
            String counted = sets(response, OnceVerifier.COOKIE) ? "temoin.once" : "temoin.choices";
            metrics.counter(counted, "status", String.valueOf(response.status()))
                    .increment();
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>(response.headers());
        expirations(request, response).forEach(line -> headers.add(Map.entry(SET_COOKIE, line)));
        return new LocalResponse(response.status(), headers, response.body());
    }

    private boolean isAudiencePublic() {
        return site.get().register().audience().filter(Audience::isPublic).isPresent();
    }

    /** What was counted, for everybody to read. It is told nothing of who asks. */
    private LocalResponse audience(LocalRequest request) {
        ConsoleResponse response = audience.answer(new ConsoleRequest(
                request.method(), request.path(), request.query(), request.header("accept-language")));
        return new LocalResponse(response.status(), response.headers(), response.body());
    }

    private static boolean sets(CentreResponse response, String cookie) {
        return response.headers().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase(SET_COOKIE)
                        && header.getValue().startsWith(cookie + '='));
    }

    /** What browsers send by themselves: only a status answers it. */
    private static LocalResponse posted(LocalRequest request, IntSupplier take) {
        int status = request.method().equals("POST") ? take.getAsInt() : 405;
        return new LocalResponse(status, status == 405 ? List.of(Map.entry("Allow", "POST")) : List.of(), new byte[0]);
    }

    /** The decision that holds from now on, where the answer sets a choice. */
    private Optional<Decision> choiceIn(LocalRequest request, CentreResponse response) {
        String prefix = TokenVerifier.COOKIE + "=";
        return response.headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(SET_COOKIE)
                        && header.getValue().startsWith(prefix))
                .map(header -> header.getValue().split(";", 2)[0])
                .findFirst()
                .map(pair -> {
                    Decider decider = site.get().decider();
                    return decider.decide(
                            new TokenVerifier(decider.register().site().id(), keys.verifying()).read(List.of(pair)),
                            request.decision().signals(),
                            LocalDate.ofInstant(
                                    clock.instant(), decider.register().site().zone()));
                });
    }

    private List<String> expirations(LocalRequest request, CentreResponse response) {
        return response.judgedBy()
                .map(nothing -> forgetting(request, nothing, response.withdrawn()))
                .or(() -> choiceIn(request, response).map(after -> withdrawing(request, after)))
                .orElse(List.of());
    }

    private List<String> withdrawing(LocalRequest request, Decision after) {
        CookieFilter filter = filter();
        return filter.withdrawals(request.decision(), after, arrived(filter, request, after), context(request));
    }

    private List<String> forgetting(LocalRequest request, Decision nothing, List<Tracker> withdrawn) {
        CookieFilter filter = filter();
        return filter.withdrawals(withdrawn, arrived(filter, request, nothing), context(request));
    }

    private static RequestCookies arrived(CookieFilter filter, LocalRequest request, Decision decision) {
        return filter.request(decision, request.headers().getOrDefault("cookie", List.of()));
    }

    private CookieFilter filter() {
        return CookieFilter.of(site.get().register(), PublicSuffixList.shipped());
    }

    private CookieContext context(LocalRequest request) {
        return new CookieContext(
                request.origin(),
                upstreamHost,
                request.path(),
                true,
                clock.instant().getEpochSecond());
    }
}
