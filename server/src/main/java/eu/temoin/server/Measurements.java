package eu.temoin.server;

import eu.temoin.audience.Audience;
import eu.temoin.audience.Dropped;
import eu.temoin.audience.Lane;
import eu.temoin.audience.Measured;
import eu.temoin.audience.Outcome;
import eu.temoin.audience.Rules;
import eu.temoin.consent.Origin;
import eu.temoin.consent.OwnVisits;
import eu.temoin.gateway.LocalRequest;
import eu.temoin.gateway.SiteInForce;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What pages' scripts tell when they are left, at {@code measure} below the local prefix. Whether its sender may be counted
 * is asked for each anew: a page that was made before a withdrawal is not believed. Thread-safe.
 */
final class Measurements {
    private static final int TAKEN = 204;
    private static final int UNREADABLE = 400;
    private static final int FOREIGN = 403;
    private static final int TOO_LARGE = 413;
    private static final String CONTENT_TYPE = "application/json";

    private final Supplier<SiteInForce> site;
    private final MeasureReader reader = new MeasureReader();

    /** Of this alone, whose requests come on threads of their own. */
    private final Lane lane;

    /** A lane is written by one at a time. */
    private final ReentrantLock writing = new ReentrantLock();

    Measurements(Audience audience, Supplier<SiteInForce> site) {
        this.lane = audience.lane();
        this.site = site;
    }

    /**
     * Takes one.
     *
     * @return the status to answer with; 204 too where nothing of it may be read, or nothing is measured here
     */
    int take(LocalRequest request) {
        SiteInForce inForce = site.get();
        Optional<Rules> rules = inForce.counting()
                .filter(counting -> inForce.register()
                        .audience()
                        .filter(eu.temoin.consent.Audience::script)
                        .isPresent());
        if (!request.decision().allowsAudience() || rules.isEmpty()) {
            return TAKEN;
        }
        if (OwnVisits.in(all(request, "cookie"))) {
            leaveOut(Dropped.OWN);
            return TAKEN;
        }
        if (!isOwn(request, inForce.register().site().origins())) {
            leaveOut(Dropped.MEASURE_FOREIGN);
            return FOREIGN;
        }
        if (request.body().length > MeasureReader.BYTES_MAX) {
            leaveOut(Dropped.MEASURE_UNREADABLE);
            return TOO_LARGE;
        }
        Optional<Measured> measured = isJson(request) ? reader.read(request.body()) : Optional.empty();
        if (measured.isEmpty()) {
            leaveOut(Dropped.MEASURE_UNREADABLE);
            return UNREADABLE;
        }
        count(rules.get(), measured.get(), request.header("user-agent").orElse(""));
        return TAKEN;
    }

    private static boolean isJson(LocalRequest request) {
        return request.header("content-type")
                .map(type -> type.split(";", 2)[0].strip())
                .filter(CONTENT_TYPE::equalsIgnoreCase)
                .isPresent();
    }

    /** Browsers that say nothing of where a request comes from are older than what the script needs. */
    private static boolean isOwn(LocalRequest request, List<Origin> origins) {
        List<String> fetchSites = all(request, "sec-fetch-site");
        if (!fetchSites.isEmpty()) {
            return fetchSites.stream().allMatch("same-origin"::equals);
        }
        List<String> told = all(request, "origin");
        return !told.isEmpty()
                && told.stream()
                        .allMatch(origin ->
                                Origin.parse(origin).filter(origins::contains).isPresent());
    }

    private static List<String> all(LocalRequest request, String name) {
        List<String> values = request.headers().get(name);
        return values == null ? List.of() : values;
    }

    private void leaveOut(Dropped reason) {
        writing.lock();
        try {
            Outcome unused = lane.leaveOut(reason);
        } finally {
            writing.unlock();
        }
    }

    private void count(Rules rules, Measured measured, String userAgent) {
        writing.lock();
        try {
            Outcome unused = lane.count(rules, measured, userAgent);
        } finally {
            writing.unlock();
        }
    }
}
