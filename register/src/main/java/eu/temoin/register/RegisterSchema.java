package eu.temoin.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (2020-12) of {@code temoin.yaml}, for editors; it knows the shape, and the reader knows more. */
public final class RegisterSchema {
    /** The name of the file that it is usually kept in, beside the register. */
    public static final String FILE_NAME = "register.schema.json";

    private RegisterSchema() {}

    /** The schema itself, UTF-8 JSON. */
    public static String text() {
        try (InputStream in = RegisterSchema.class.getResourceAsStream(FILE_NAME)) {
            if (in == null) {
                throw new IllegalStateException(FILE_NAME + " is missing beside " + RegisterSchema.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
