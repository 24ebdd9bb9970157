/**
 * The console's files, from the class path. They hold nothing secret, so nobody is asked for a
 * token: what they show comes from the API.
 */
@NullMarked
package io.vedette.gateway.console;

import org.jspecify.annotations.NullMarked;
