package eu.temoin.consent;

/**
 * What links a grant to its record and to its withdrawal: 16 random bytes, as 32 lower-case hexadecimal digits. Made
 * only where something is granted; it stands nowhere else, and a refusal has none.
 */
public record Identifier(String hex) {
    static final int BYTES = 16;

    public Identifier {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("an identifier is 32 lower-case hexadecimal digits");
        }
    }
}
