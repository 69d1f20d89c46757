package eu.temoin.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * What one request pays for its decision: the token is verified afresh each time, since a cache of tokens would be a
 * store of identifiers. Run by {@code ./temoin bench decision}; {@code gc.alloc.rate.norm} is read beside
 * {@link #parsedTokenAlone}, the size of the token that the request has to hold in any case.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {
    private final TokenKey key = TokenKey.of(new byte[TokenKey.SECRET_LENGTH]);
    private final Decider decider = Decider.of(Registers.usual());
    private final TokenVerifier verifier = new TokenVerifier("saint-aubier", List.of(key));
    private final List<String> refusal = header(false);
    private final List<String> grant = header(true);
    private final String grantValue = grant.get(0).substring("session=4f9a; eu-consent=".length());
    private final Hmac hmac = key.hmac();
    private final byte[] message = new byte[120];
    private final byte[] mac = new byte[32];
    private final long today = Registers.TODAY.toEpochDay();

    private List<String> header(boolean granted) {
        Choice choice = new Choice(
                Map.of("analytics", granted, "media", granted, "audience", granted),
                Map.of(),
                1,
                Registers.TODAY,
                Registers.TODAY.plusMonths(6),
                false,
                false,
                false,
                granted ? Optional.of(new Identifier("0f".repeat(16))) : Optional.empty());
        return List.of("session=4f9a; eu-consent=" + new TokenSigner("saint-aubier", key).sign(choice));
    }

    /** A visitor who refused. */
    @Benchmark
    public Decision refusalVerifiedAndDecided() {
        return decider.decide(verifier.read(refusal), Signals.NONE, today);
    }

    /** A visitor who accepted. */
    @Benchmark
    public Decision grantVerifiedAndDecided() {
        return decider.decide(verifier.read(grant), Signals.NONE, today);
    }

    /** The part of it that is the token itself. */
    @Benchmark
    public Optional<Token> parsedTokenAlone() {
        return verifier.verify(grantValue);
    }

    /** The physical limit: one HMAC-SHA-256 over as many bytes. */
    @Benchmark
    public byte[] hmacAlone() {
        hmac.compute(message, message.length, mac);
        return mac;
    }
}
