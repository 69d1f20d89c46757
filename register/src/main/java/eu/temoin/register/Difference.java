package eu.temoin.register;

import java.util.Optional;

/**
 * One value that two registers do not share.
 *
 * @param path where it stands, by ids: {@code categories/analytics/purpose/fr}
 * @param before empty where it was added
 * @param after empty where it was removed
 */
public record Difference(String path, Optional<String> before, Optional<String> after) {
    @Override
    public String toString() {
        if (before.isEmpty()) {
            return path + " added: " + after.map(Problems::quoted).orElse("");
        }
        return after.map(
                        a -> path + " changed: " + before.map(Problems::quoted).orElse("") + " → " + Problems.quoted(a))
                .orElse(path + " removed");
    }
}
