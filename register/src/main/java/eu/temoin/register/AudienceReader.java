package eu.temoin.register;

import eu.temoin.consent.Audience;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what is counted of those who read the site. */
final class AudienceReader {
    static final List<String> KEYS =
            List.of("category", "paths", "campaigns", "downloads", "health-checks", "threshold", "script", "public");

    private final Values values;
    private final Problems problems;

    AudienceReader(Values values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    Optional<Draft.AudienceDraft> read(YamlNode node) {
        return MappingReader.of(node, "`audience`", KEYS, problems).map(this::audience);
    }

    private Draft.AudienceDraft audience(MappingReader reader) {
        Field<String> category = Field.read(
                reader.required("category", "with the id of the category that visitors are counted under"),
                reader.place(),
                n -> values.id(n, "a category's id"));
        return new Draft.AudienceDraft(
                category,
                list(reader, "paths", "path templates", Audience.PATHS_MAX, n -> values.template(n, "a path template")),
                list(
                        reader,
                        "campaigns",
                        "campaign parameters",
                        Audience.CAMPAIGNS_MAX,
                        n -> values.parameter(n, "a campaign parameter")),
                list(
                        reader,
                        "downloads",
                        "extensions",
                        Audience.DOWNLOADS_MAX,
                        n -> values.extension(n, "an extension")),
                list(
                        reader,
                        "health-checks",
                        "health checks",
                        Audience.HEALTH_CHECKS_MAX,
                        n -> values.path(n, "a health check")),
                reader.optional("threshold").map(this::threshold).orElse(Optional.of(Audience.THRESHOLD_MIN)),
                reader.optional("script").map(n -> values.flag(n, "`script`")).orElse(Optional.of(false)),
                reader.optional("public").map(n -> values.flag(n, "`public`")).orElse(Optional.of(false)));
    }

    private List<Field<String>> list(
            MappingReader reader, String key, String what, int max, Function<YamlNode, Optional<String>> reading) {
        return reader.optional(key)
                .map(n -> values.each(values.items(n, what, max), reading))
                .orElse(List.of());
    }

    private Optional<Integer> threshold(YamlNode node) {
        Optional<Integer> read = values.number(node, "`threshold`");
        if (read.filter(n -> n < Audience.THRESHOLD_MIN || n > Audience.THRESHOLD_MAX)
                .isPresent()) {
            problems.add(
                    Code.BAD_NUMBER,
                    node.place(),
                    "`threshold` is " + Audience.THRESHOLD_MIN + " to " + Audience.THRESHOLD_MAX + ", not "
                            + read.get(),
                    "write " + Audience.THRESHOLD_MIN + ", or more for a site where people know each other");
            return Optional.empty();
        }
        return read;
    }
}
