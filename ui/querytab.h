#pragma once

#include "cache/queryservice.h"
#include "models/preferences.h"
#include "ui/connectioninfo.h"
#include "ui/runstatus.h"

#include <QWidget>

#include <deque>
#include <map>

namespace larder {

class ResultPane;
class SqlEditor;

/// A SQL editor above the result of what was run from it. Runs go through the query service; one at a time.
class QueryTab final : public QWidget
{
    Q_OBJECT

public:
    explicit QueryTab(QueryService& service, QWidget* parent = nullptr);
    ~QueryTab() override;

    void setConnection(const std::optional<ConnectionInfo>& connection);
    [[nodiscard]] const std::optional<ConnectionInfo>& connection() const { return m_connection; }
    /// What the tab's text was written for, also while it is not open; empty if nothing.
    void setTarget(const QString& target) { m_target = target; }
    [[nodiscard]] const QString& target() const { return m_target; }
    void setPolicy(FreshnessPolicy policy) { m_policy = policy; }
    /// For the next runs, and for the rows on screen.
    void setPreferences(const Preferences& preferences);
    [[nodiscard]] SqlEditor& editor() { return *m_editor; }
    [[nodiscard]] ResultPane& pane() { return *m_pane; }
    [[nodiscard]] const RunStatus& status() const { return m_status; }

public Q_SLOTS:
    /// Runs the selection or the statement at the cursor.
    void runStatement();
    void runAll();
    /// Runs what was run last once more, under the cache policy.
    void refresh();
    /// Bypasses the cache and replaces what it holds.
    void runFresh();
    void cancel();
    /// From the editor to the results, from anywhere else to the editor.
    void switchFocus();

Q_SIGNALS:
    void statusChanged();
    void textChanged();
    /// One line for the log.
    void reported(const QString& line);

private:
    struct Step
    {
        QByteArray sql;
        /// Where the statement stands in the editor, to show an error there.
        qsizetype offset = 0;
        std::vector<Parameter> parameters = {};
        RunMode mode = RunMode::Cached;
    };

    void run(std::vector<Step> steps);
    [[nodiscard]] std::vector<Step> currentStatement(RunMode mode);
    [[nodiscard]] bool askParameters(std::vector<Step>& steps);
    void startNext();
    void arrived(const ResultPtr& rows);
    void finished(const RunOutcome& outcome);
    void refreshed(const RunOutcome& outcome);
    void report(const RunOutcome& outcome);
    void setStatus(RunStatus status);

    QueryService& m_service;
    SqlEditor* m_editor;
    ResultPane* m_pane;
    std::optional<ConnectionInfo> m_connection;
    QString m_target;
    FreshnessPolicy m_policy = FreshnessPolicy::Verify;
    Preferences m_preferences;
    std::deque<Step> m_waiting;
    std::vector<Step> m_last;
    // What was typed for parameters, by their names.
    std::map<QByteArray, QString> m_typedValues;
    Step m_running;
    // Set while a run is under way.
    std::optional<RunId> m_run;
    // Counts the runs, so that a late check of an earlier one is known as such.
    quint64 m_runNumber = 0;
    RunStatus m_status;
};

} // namespace larder
