package eu.temoin.server;

import eu.temoin.consent.Origin;
import eu.temoin.gateway.Mode;
import eu.temoin.gateway.Transport;
import eu.temoin.gateway.TrustedProxies;
import java.nio.file.Path;

/**
 * What belongs to one deployment, as flags and variables gave it.
 *
 * @param register the file {@code temoin.yaml}
 * @param upstream where the site itself listens
 * @param listen where visitors arrive
 * @param management where operators and their tools arrive
 * @param store the file that holds records, log and findings
 * @param keys the folder of secrets
 * @param prefix below which Témoin answers itself, {@code /.temoin} unless set
 * @param join whether this node joins others and must find their token keys
 */
record ServeOptions(
        Path register,
        Origin upstream,
        HostPort listen,
        HostPort management,
        Path store,
        Path keys,
        Mode mode,
        String prefix,
        TrustedProxies trusted,
        Transport transport,
        boolean join) {}
