package io.vedette.gateway.api;

import io.vedette.gateway.access.Role;

/**
 * An operation of the contract.
 *
 * @param id its operationId
 * @param method in lower case
 * @param path as it stands in the contract
 * @param role what its caller must be
 */
record Operation(String id, String method, String path, Role role, Endpoint endpoint) {}
