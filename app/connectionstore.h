#pragma once

#include "models/connectionprofile.h"

namespace larder {

/// Keeps the user's connections in a file that only the user may read.
class ConnectionStore
{
public:
    explicit ConnectionStore(QString path) : m_path(std::move(path)) { }

    /// Those that are kept; none if there is no file. A damaged file is moved aside, never overwritten, and
    /// the notes say where to.
    [[nodiscard]] ReadProfiles load() const;
    /// Writes all, or leaves the file as it is. One that holds what load() could not take is kept under
    /// another name.
    [[nodiscard]] std::optional<Error> save(const std::vector<ConnectionProfile>& profiles) const;

private:
    [[nodiscard]] std::optional<Error> keepAside() const;

    const QString m_path;
};

} // namespace larder
