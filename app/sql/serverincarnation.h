#pragma once

#include <QByteArray>

#include <mutex>

namespace larder {

/// What the tokens of one port begin with: random, and another after the loss of any of its connections,
/// since the server may have restarted and may give the same token for other data (ENGINES.md, A.2.1).
/// Thread-safe.
class ServerIncarnation
{
public:
    ServerIncarnation() { renew(); }

    [[nodiscard]] QByteArray current() const;
    void renew();
    /// A connection that was opened under @p opened is lost: renews, unless that was done since.
    void renewFrom(const QByteArray& opened);
    /// A connection was lost before.
    [[nodiscard]] bool isRenewed() const;

private:
    void renewLocked();

    mutable std::mutex m_mutex;
    int m_losses = -1;
    QByteArray m_current;
};

} // namespace larder
