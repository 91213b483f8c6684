#pragma once

#include "cache/queryservice.h"
#include "ui/connectioninfo.h"
#include "ui/gridposition.h"
#include "ui/runresults.h"
#include "ui/runstatus.h"
#include "ui/runstep.h"
#include "ui/tabtext.h"

#include <QWidget>

#include <deque>
#include <map>

namespace larder {

class LinkFollower;
class ResultPane;

/// A tab that runs statements, one at a time, and shows the rows of the last. What they are, and what stands
/// above the rows, is up to those who derive from it.
class ResultTab : public QWidget
{
    Q_OBJECT

public:
    ~ResultTab() override;

    virtual void setConnection(const std::optional<ConnectionInfo>& connection);
    [[nodiscard]] const std::optional<ConnectionInfo>& connection() const { return m_connection; }
    /// What the tab was made for, also while it is not open; empty if nothing.
    void setTarget(const QString& target);
    [[nodiscard]] const QString& target() const { return m_target; }
    [[nodiscard]] SqlDialect dialect() const; // also while it is not open
    void setCacheWish(const CacheWish& wish) { m_wish = wish; }
    /// For the next runs, and for the rows on screen.
    virtual void setPreferences(const Preferences& preferences);
    /// Where foreign keys lead; null as long as it is not known.
    virtual void setSchema(const std::shared_ptr<const Schema>& schema);
    [[nodiscard]] ResultPane& pane() const { return *m_pane; }
    [[nodiscard]] const RunStatus& status() const { return m_status; }
    /// What runs or ran last.
    [[nodiscard]] const QByteArray& sql() const { return m_running.sql; }
    /// What must be saved of it.
    [[nodiscard]] virtual TabText text() const = 0;
    /// Nothing in it belongs to a database, so that it may be given another one.
    [[nodiscard]] virtual bool isEmpty() const = 0;

public Q_SLOTS:
    virtual void runStatement() = 0;
    virtual void runAll() = 0;
    /// Runs what was run last once more, under the cache policy, with the limit reached.
    virtual void refresh();
    /// Bypasses the cache and replaces what it holds.
    virtual void runFresh() = 0;
    void cancel();
    /// From what stands above the rows to the rows, from anywhere else back.
    virtual void switchFocus() = 0;
    /// Runs the statement on screen again for a page of rows more, or all, if it changes no data.
    void fetchNext();
    void fetchAll();
    /// Goes to the row that the current cell refers to.
    void followLink();
    /// Shows @p rows of a table: here, or by rowsRequested().
    virtual void visit(const larder::TableState& rows) { Q_EMIT rowsRequested(rows); }

Q_SIGNALS:
    void statusChanged();
    void textChanged();
    /// One line for the log.
    void reported(const QString& line);
    /// They are to be shown in a tab of their own.
    void rowsRequested(const larder::TableState& rows);

protected:
    using Step = RunStep;

    ResultTab(QueryService& service, QWidget* parent);

    /// Runs @p steps one after the other until one fails. Asks for parameters first. Not during a run.
    void run(std::vector<Step> steps);
    [[nodiscard]] const Preferences& preferences() const { return m_preferences; }
    [[nodiscard]] const std::vector<Step>& lastSteps() const { return m_last; }
    /// lastSteps() once more; fresh where the rows on screen are known to be old.
    [[nodiscard]] std::vector<Step> stepsToRefresh() const;
    [[nodiscard]] bool isRunning() const { return m_run.has_value(); }
    void setStatus(RunStatus status);
    [[nodiscard]] QueryRequest requestFor(const Step& step) const;
    /// What the offsets of the steps count in; empty if the user sees no text.
    [[nodiscard]] virtual QByteArray textOfSteps() const { return {}; }
    /// @p step, one of lastSteps(), is about to be sent.
    virtual void stepBegins(const Step&) { }
    /// Rows of the running statement, the first or more of them, are on screen.
    virtual void rowsShown() { }
    /// Whether the rows of the run before stay on screen beside the error, which is shown elsewhere then.
    [[nodiscard]] virtual bool keepsRows(const Error&) { return false; }
    /// @p step ended as @p outcome, which is on screen.
    virtual void stepEnded(const Step& step, const RunOutcome& outcome) = 0;

private:
    void fetchMore(qint64 rowLimit);
    [[nodiscard]] qint64 pageRows() const;
    [[nodiscard]] qint64 rowLimitFor(const Step& step) const;
    [[nodiscard]] bool isOnScreen(const Step& step) const;
    void startNext();
    void send();
    void arrived(const ResultPtr& rows);
    void finished(const RunOutcome& outcome);
    [[nodiscard]] bool isMore(const RunOutcome& outcome) const;
    void showNoMore(const RunOutcome& outcome);
    [[nodiscard]] bool mayKeepRows(const RunOutcome& outcome);
    void keepRows(const QString& message);
    void showResult(const RunResults::Entry& entry);
    void showFinished(const RunOutcome& outcome);
    void refreshed(const RunOutcome& outcome);
    void report(const RunOutcome& outcome);
    void showStanding();
    void showMessage(const QString& message);
    void changeStatus(const std::function<void(RunStatus&)>& change);

    QueryService& m_service;
    ResultPane* m_pane;
    RunResults* m_results;
    LinkFollower* m_links;
    std::optional<ConnectionInfo> m_connection;
    QString m_target;
    CacheWish m_wish;
    Preferences m_preferences;
    std::deque<Step> m_waiting;
    std::vector<Step> m_last;
    std::map<QByteArray, QString> m_typedValues; // of parameters, by their names
    Step m_running;
    std::optional<QueryRequest> m_shown; // whose rows are on screen
    std::optional<RunId> m_run; // while one is under way
    // What a run that is no good leaves as it was: m_last, m_running, m_status.
    std::optional<std::tuple<std::vector<Step>, Step, RunStatus>> m_before;
    size_t m_runningPlace = 0; // in m_last
    // What was on screen when a run began that ends with the same statement.
    std::optional<GridMemory> m_memory;
    // While a run fetches more rows: the step whose rows are on screen, and stay there if it fails.
    std::optional<Step> m_onScreen;
    quint64 m_runNumber = 0; // to know the late check of an earlier run
    RunStatus m_status;
};

} // namespace larder
