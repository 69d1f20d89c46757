package eu.temoin.enforcement;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one exchange pays for its cookies and its policy: five cookies one way, three lines the other. The aim is 1 µs for
 * each direction. Read beside {@code gc.alloc.rate.norm}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CookieBenchmark {
    private final Register register = Sites.usual();
    private final CookieFilter filter = CookieFilter.of(register, PublicSuffixList.shipped());
    private final ContentSecurityPolicy policy = ContentSecurityPolicy.of(register, "/.temoin/report");
    private final String token = Sites.token("analytics", "audience");
    private final Decision newcomer = Sites.newcomer(register);
    private final Decision chosen = Sites.decide(register, token);
    private final CookieContext context = Sites.context(Sites.HTTPS, "/shop/basket");
    private final List<String> allowed =
            List.of("session=4f9a1c22e8b04d7a; csrf=8d1f; cart=17; count=3; _ga=GA1.1.1029384756.1700000000");
    private final List<String> withChoice =
            List.of("session=4f9a1c22e8b04d7a; csrf=8d1f; cart=17; _ga=GA1.1.1029384756; eu-consent=" + token);
    private final List<String> sitePolicy =
            List.of("default-src 'self'; script-src 'self' 'nonce-r4nd0m'; style-src 'self' 'nonce-r4nd0m'; img-src *");

    /** All five pass: nothing is copied. */
    @Benchmark
    public RequestCookies requestThatPasses() {
        return filter.request(chosen, allowed);
    }

    /** The usual visitor: one of the five is the choice, which is shortened. */
    @Benchmark
    public RequestCookies requestWithAChoice() {
        return filter.request(chosen, withChoice);
    }

    /** A newcomer with one cookie to refuse. */
    @Benchmark
    public RequestCookies requestThatIsRefusedInPart() {
        return filter.request(newcomer, allowed);
    }

    /** Hardened on the way through. */
    @Benchmark
    public SetCookieVerdict responseHardened() {
        return filter.response(chosen, "session=4f9a1c22e8b04d7a; Path=/", context);
    }

    /** Passes as it is. */
    @Benchmark
    public SetCookieVerdict responseUntouched() {
        return filter.response(
                chosen,
                "_ga=GA1.1.1029384756; Path=/; Domain=example.fr; Expires=Wed, 24 Nov 2027 10:00:00 GMT",
                context);
    }

    /** Does not pass. */
    @Benchmark
    public SetCookieVerdict responseDropped() {
        return filter.response(newcomer, "_ga=GA1.1.1029384756; Path=/; Max-Age=63072000", context);
    }

    /** Our policy, from the cache. */
    @Benchmark
    public String policy() {
        return policy.of(chosen, Sites.HTTPS);
    }

    /** The site's own policy, which has a new nonce in each response. */
    @Benchmark
    public SitePolicy.Outcome sitePolicy() {
        return SitePolicy.of(sitePolicy, InlineHashes.NONE);
    }
}
