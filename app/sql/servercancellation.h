#pragma once

#include "app/sql/runcancellation.h"

#include <QSet>

#include <mutex>

namespace larder {

/// The runs on a server that are to end. The thread that waits for a statement looks here and sends the
/// server's cancel itself (ServerCancelCall), before it sends anything else: a late one hits
/// nobody. Thread-safe.
class ServerCancellation final : public RunCancellation
{
public:
    void request(RunId run) override;
    void close() override;
    [[nodiscard]] bool isRequested(RunId run) const;
    [[nodiscard]] bool isClosing() const;
    /// The worker is done with @p run; a request for it has no effect any more.
    void end(RunId run);

private:
    mutable std::mutex m_mutex;
    QSet<quint64> m_requested;
    bool m_isClosing = false;
};

} // namespace larder
