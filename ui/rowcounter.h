#pragma once

#include "cache/queryservice.h"

#include <QObject>

namespace larder {

/// Counts rows beside what is on screen; one count at a time.
class RowCounter final : public QObject
{
    Q_OBJECT

public:
    RowCounter(QueryService& service, QObject* parent) : QObject(parent), m_service(service) { }

    /// @p request is a statement that returns one number. Answers with counted() or failed(), unless
    /// cancelled.
    void start(QueryRequest request);
    void cancel();
    [[nodiscard]] bool isCounting() const { return m_run.has_value(); }

Q_SIGNALS:
    void counted(qint64 rows);
    void failed(const larder::Error& error);
    void countingChanged();

private:
    void finished(const RunOutcome& outcome);

    QueryService& m_service;
    std::optional<RunId> m_run;
};

} // namespace larder
