package eu.temoin.console;

/**
 * Where a console answers.
 *
 * @param page the dashboard; everything else stands beside it
 */
record ConsolePaths(String page) {
    static final ConsolePaths OPERATOR = new ConsolePaths("/audience");

    String csv() {
        return page + ".csv";
    }

    String json() {
        return page + ".json";
    }

    /** Named by its hash, so that a browser may keep it. */
    String script() {
        return page + '/' + Assets.SCRIPT_NAME;
    }

    boolean answers(String path) {
        return path.equals(page) || path.equals(csv()) || path.equals(json()) || path.startsWith(page + '/');
    }
}
