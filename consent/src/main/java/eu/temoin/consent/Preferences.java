package eu.temoin.consent;

import java.util.List;
import java.util.Optional;

/**
 * The settings of a site that are remembered for it: language, theme, text size, motion and the like. Each has a closed
 * list of values, so that what is remembered is the values and can be nothing else, and names nobody.
 *
 * @param category id of the category under which they are remembered; where it does not pass, they are not
 * @param cookie name of the declared cookie that holds them
 * @param settings 1 to {@value #SETTINGS_MAX}
 */
public record Preferences(String category, String cookie, List<Setting> settings) {
    public static final int SETTINGS_MAX = 16;
    public static final int VALUES_MAX = 32;

    /** The longest value of the cookie with everything set, in ASCII characters. */
    public static final int LENGTH_MAX = 512;

    /**
     * One setting.
     *
     * @param id see {@link Ids}; a field of the form, and a parameter of the address that shows what was set
     * @param values 2 to {@value #VALUES_MAX}; the first is what holds where none was chosen
     */
    public record Setting(String id, Wording title, List<Value> values) {
        public Setting {
            Ids.checked(id);
            values = List.copyOf(values);
            if (values.size() < 2 || values.size() > VALUES_MAX) {
                throw new IllegalArgumentException(
                        "a setting has 2 to " + VALUES_MAX + " values, not " + values.size());
            }
        }

        /** Whether {@code value} is one of the list. */
        public boolean allows(String value) {
            return values.stream().anyMatch(one -> one.id().equals(value));
        }
    }

    /** @param id see {@link Ids} */
    public record Value(String id, Wording title) {
        public Value {
            Ids.checked(id);
        }
    }

    public Preferences {
        settings = List.copyOf(settings);
        if (settings.isEmpty() || settings.size() > SETTINGS_MAX) {
            throw new IllegalArgumentException("1 to " + SETTINGS_MAX + " settings, not " + settings.size());
        }
    }

    public Optional<Setting> setting(String id) {
        return settings.stream().filter(setting -> setting.id().equals(id)).findFirst();
    }
}
