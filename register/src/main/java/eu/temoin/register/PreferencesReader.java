package eu.temoin.register;

import eu.temoin.consent.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the settings that are remembered for the site. */
final class PreferencesReader {
    static final List<String> KEYS = List.of("category", "cookie", "settings");
    static final List<String> SETTING_KEYS = List.of("id", "title", "values");
    static final List<String> VALUE_KEYS = List.of("id", "title");

    private static final String EACH_LANGUAGE = "with a text for each language";

    private final Values values;
    private final Wordings wordings;
    private final Problems problems;

    PreferencesReader(Values values, Wordings wordings, Problems problems) {
        this.values = values;
        this.wordings = wordings;
        this.problems = problems;
    }

    Optional<Draft.PreferencesDraft> read(YamlNode node) {
        return MappingReader.of(node, "`preferences`", KEYS, problems).map(this::preferences);
    }

    private Draft.PreferencesDraft preferences(MappingReader reader) {
        Field<String> category = Field.read(
                reader.required("category", "with the id of the category that they are remembered under"),
                reader.place(),
                n -> values.id(n, "a category's id"));
        Field<String> cookie = Field.read(
                reader.required("cookie", "with the name of the declared cookie that holds them"),
                reader.place(),
                n -> values.name(n, "a cookie's name").map(name -> name.text()));
        List<YamlNode> items = reader.required("settings", "with one setting at least")
                .map(n -> values.someItems(n, "settings", Preferences.SETTINGS_MAX))
                .orElse(List.of());
        List<Draft.SettingDraft> settings = new ArrayList<>();
        for (YamlNode item : items) {
            MappingReader.of(item, "a setting", SETTING_KEYS, problems)
                    .map(this::setting)
                    .ifPresent(settings::add);
        }
        return new Draft.PreferencesDraft(category, cookie, settings, reader.place());
    }

    private Draft.SettingDraft setting(MappingReader reader) {
        Field<String> id = Field.read(
                reader.required("id", "with a short word"), reader.place(), n -> values.id(n, "a setting's id"));
        String what = id.value().map(i -> " of `" + i + '`').orElse(" of the setting");
        List<YamlNode> items = reader.required("values", "with two values at least")
                .map(n -> values.someItems(n, "values", Preferences.VALUES_MAX))
                .orElse(List.of());
        List<Draft.ValueDraft> read = new ArrayList<>();
        for (YamlNode item : items) {
            MappingReader.of(item, "a value" + what, VALUE_KEYS, problems)
                    .map(this::value)
                    .ifPresent(read::add);
        }
        if (items.size() == 1) {
            problems.add(
                    Code.EMPTY,
                    items.getFirst().place(),
                    "with one value" + what + " there is nothing to choose",
                    "add another one, or delete the setting");
        }
        return new Draft.SettingDraft(
                id, reader.required("title", EACH_LANGUAGE).flatMap(n -> wordings.title(n, "the title" + what)), read);
    }

    private Draft.ValueDraft value(MappingReader reader) {
        Field<String> id = Field.read(
                reader.required("id", "with a short word"), reader.place(), n -> values.id(n, "a value's id"));
        String what = id.value().map(i -> " of `" + i + '`').orElse(" of the value");
        return new Draft.ValueDraft(
                id, reader.required("title", EACH_LANGUAGE).flatMap(n -> wordings.title(n, "the title" + what)));
    }
}
