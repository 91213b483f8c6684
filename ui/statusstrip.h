#pragma once

#include "cache/statementfacts.h"
#include "ui/connectioninfo.h"
#include "ui/runstatus.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QToolButton;

namespace larder {

class ElidedLabel;

/// The bar at the bottom: what happened, how many rows, how long it took, where they came from and whether
/// they are still true, on which connection, in which transaction.
class StatusStrip final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);

    void showRun(const RunStatus& status);
    /// @p manualCommit: changes wait for a COMMIT, see QueryService.
    void showConnection(const std::optional<ConnectionInfo>& connection, const SessionState& session,
        bool manualCommit = false);
    /// Lets ages and the time of a run go on; call it about once a second.
    void tick();
    /// Narrow: texts that come and go must not change how small the window can be.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cancelRequested();

private:
    void createBusyIndicator();
    void showProvenance();
    void showTransaction();
    /// Why, and what to do; empty where it is on.
    [[nodiscard]] QString cacheOffText() const;

    RunStatus m_status;
    std::optional<SessionState> m_session;
    bool m_manualCommit = false;
    QLabel* m_message;
    QLabel* m_rows;
    QLabel* m_timings;
    QLabel* m_provenanceIcon;
    QLabel* m_provenance;
    QLabel* m_selection;
    QLabel* m_connection;
    QLabel* m_production;
    QLabel* m_readOnly;
    ElidedLabel* m_transaction;
    QProgressBar* m_busy = nullptr;
    QToolButton* m_cancel = nullptr;
};

} // namespace larder
