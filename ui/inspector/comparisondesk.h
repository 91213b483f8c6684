#pragma once

#include "cache/cacheinspection.h"
#include "models/rowworker.h"
#include "ui/inspector/inspector.h"

class QAction;

namespace larder {

class ComparisonWindow;

/// Runs the statement of a cache entry beside the entry, which stays as it is, and compares both answers;
/// replaces the entry only when it is asked to.
class ComparisonDesk final : public QObject
{
    Q_OBJECT

public:
    ComparisonDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent);

    void compare(EntryId id);
    /// What the panel of one entry offers; it says of which when it is chosen.
    [[nodiscard]] QAction* action() const { return m_action; }

private:
    void answered(const RunOutcome& outcome);
    void compareWith(const RunOutcome& outcome);
    void replace();
    void cancel();

    const Inspector::Subject m_subject;
    Panels& m_panels;
    QAction* m_action;
    ComparisonWindow* m_window;
    RowWorker m_worker;
    // What is compared.
    std::optional<EntryDetail> m_detail;
    QueryRequest m_request;
    std::optional<RunId> m_run;
    // Raised with each run, so that a late answer is known.
    quint64 m_number = 0;
};

} // namespace larder
