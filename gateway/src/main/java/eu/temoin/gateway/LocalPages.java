package eu.temoin.gateway;

/**
 * A port: what is answered here instead of by the site. Filled from outside. {@link #answer} is called on a virtual
 * thread, where it may block; where it throws, the visitor gets a 500 of ours and the site goes on.
 */
public interface LocalPages {
    /**
     * Whether {@code path}, outside the local prefix, is answered here. Called on an event loop for every request; what
     * is under the prefix always is, and is not asked about.
     */
    boolean answers(String path);

    LocalResponse answer(LocalRequest request);
}
