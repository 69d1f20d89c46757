package eu.temoin.gateway;

import java.util.Optional;

/** What is to happen to the body of an answer. */
sealed interface BodyPlan {
    Pass PASS = new Pass();

    /** It goes on as it comes. */
    record Pass() implements BodyPlan {}

    /**
     * It is changed on its way.
     *
     * @param gunzip whether it comes gzipped
     * @param gzip whether it goes on gzipped
     */
    record Change(boolean gunzip, boolean gzip, Kind kind) implements BodyPlan {}

    /** In what way. */
    sealed interface Kind {}

    /**
     * A page: what may not load is gated.
     *
     * @param charset as {@code Content-Type} has it
     * @param insert whether our own is put in where the page is a full document
     */
    record Page(Optional<String> charset, boolean insert) implements Kind {}

    /** A service worker's script: a comment at the end changes its bytes with every choice. */
    record Script(String comment) implements Kind {}
}
