package eu.temoin.server;

import eu.temoin.audience.Measured;
import eu.temoin.audience.Vital;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the script of {@code centre/src/main/js/measure.js} sends, and nothing else: a member that it does not write,
 * a number that is none, or a name too many, and the whole is none of its measurements.
 *
 * <pre>
 * {"page": "/path", "lcp": 1200, "inp": 48, "cls": 0.02,
 *  "errors": [{"error": "TypeError", "file": "/app.js"}], "links": ["other.example"]}
 * </pre>
 */
final class MeasureReader {
    /** Of one body; the script's longest is under 6,000. */
    static final int BYTES_MAX = 8 * 1024;

    /** Characters of a path; the script cuts at 1,000. */
    static final int TEXT_MAX = 1_000;

    private static final int DEPTH_MAX = 4;
    private static final int NUMBER_MAX = 32;

    private static final Set<String> MEMBERS = Set.of("page", "lcp", "inp", "cls", "errors", "links");
    private static final Set<String> MEMBERS_OF_ERROR = Set.of("error", "file");

    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(TEXT_MAX)
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Empty where it is none. */
    Optional<Measured> read(byte[] body) {
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
        if (!root.isObject() || !MEMBERS.containsAll(root.propertyNames())) {
            return Optional.empty();
        }
        Optional<String> page = text(root.path("page")).filter(MeasureReader::isPath);
        Optional<Map<Vital, Duration>> vitals = vitals(root);
        Optional<Set<Measured.Failure>> failures = failures(root.path("errors"));
        Optional<Set<String>> links = links(root.path("links"));
        return page.isPresent() && vitals.isPresent() && failures.isPresent() && links.isPresent()
                ? Optional.of(new Measured(page.get(), vitals.get(), failures.get(), links.get()))
                : Optional.empty();
    }

    private static Optional<Map<Vital, Duration>> vitals(JsonNode root) {
        Map<Vital, Duration> vitals = new EnumMap<>(Vital.class);
        for (Vital vital : Vital.values()) {
            JsonNode told = root.path(
                    switch (vital) {
                        case LCP -> "lcp";
                        case INP -> "inp";
                        case CLS -> "cls";
                    });
            if (told.isMissingNode()) {
                continue;
            }
            double value = told.isNumber() ? told.asDouble() : Double.NaN;
            if (!Double.isFinite(value) || value < 0) {
                return Optional.empty();
            }
            vitals.put(vital, vital.of(value));
        }
        return Optional.of(vitals);
    }

    private static Optional<Set<Measured.Failure>> failures(JsonNode told) {
        Set<Measured.Failure> failures = new HashSet<>();
        if (!isList(told)) {
            return Optional.empty();
        }
        for (JsonNode one : told) {
            boolean known = one.isObject() && MEMBERS_OF_ERROR.containsAll(one.propertyNames());
            Optional<String> error = text(one.path("error")).filter(Measured.ERRORS::contains);
            Optional<String> file = text(one.path("file")).filter(name -> name.isEmpty() || isPath(name));
            if (!known || error.isEmpty() || file.isEmpty()) {
                return Optional.empty();
            }
            failures.add(new Measured.Failure(error.get(), file.get()));
        }
        return Optional.of(failures);
    }

    private static Optional<Set<String>> links(JsonNode told) {
        Set<String> links = new HashSet<>();
        if (!isList(told)) {
            return Optional.empty();
        }
        for (JsonNode one : told) {
            Optional<String> host = text(one);
            if (host.isEmpty()) {
                return Optional.empty();
            }
            links.add(host.get());
        }
        return Optional.of(links);
    }

    /** Without a query, in which anything may stand. */
    private static boolean isPath(String told) {
        return told.startsWith("/") && told.indexOf('?') < 0 && told.indexOf('#') < 0;
    }

    /** Also one that is not there. */
    private static boolean isList(JsonNode told) {
        return told.isMissingNode() || told.isArray() && told.size() <= Measured.NAMES_MAX;
    }

    private static Optional<String> text(JsonNode told) {
        return told.isString() ? Optional.of(told.asString()) : Optional.empty();
    }
}
