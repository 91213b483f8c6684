#pragma once

#include "cache/result.h"
#include "models/connectiontarget.h"

#include <chrono>
#include <optional>

struct st_mysql;

namespace larder {

/// Sets what a connection to @p target needs beside host, port, user and database on @p handle, which is not
/// connected yet. The options have the names of the `mariadb` program: `ssl-mode` (disabled, preferred,
/// required, verify-ca, verify-full), `ssl-ca`, `ssl-cert`, `ssl-key`, `ssl-cipher`, `connect-timeout`. The
/// library always compares the host's name where it verifies at all, so that verify-ca is verify-full. An
/// option that is not known is an error: nobody shall believe that it holds.
[[nodiscard]] std::optional<Error> setMyOptions(
    st_mysql* handle, const ConnectionTarget& target, std::chrono::seconds timeout);

/// Whether @p handle is connected without the TLS that @p target demands, which the library lets pass.
[[nodiscard]] bool myTlsIsMissing(st_mysql* handle, const ConnectionTarget& target);

} // namespace larder
