#include "ui/resulttab.h"

#include "cache/sql/sqlclassifier.h"
#include "models/outcometext.h"
#include "models/provenancetext.h"
#include "ui/linkfollower.h"
#include "ui/resultpane.h"

namespace larder {

namespace {

// It changes nothing, however often it is run.
bool mayRepeat(const QByteArray& sql, SqlDialect dialect)
{
    return classifySql(sql, dialect).readOnly;
}

} // namespace

ResultTab::ResultTab(QueryService& service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_pane(new ResultPane(this))
    , m_results(new RunResults(this))
    , m_links(new LinkFollower(*m_pane))
{
    connect(m_links, &LinkFollower::rowsRequested, this, &ResultTab::visit);
    m_pane->putOnTop(*m_results);
    connect(m_results, &RunResults::chosen, this, &ResultTab::showResult);
    connect(m_links, &LinkFollower::refused, this, &ResultTab::showMessage);
    connect(m_pane, &ResultPane::selectionSummaryChanged, this, [this](const QString& summary) {
        changeStatus([&](RunStatus& status) { status.selection = summary; });
    });
    connect(m_pane, &ResultPane::visibleRowsChanged, this,
        [this] { changeStatus([&](RunStatus& status) { status.rows = m_pane->rowsText(); }); });
    connect(m_pane, &ResultPane::fetchNextRequested, this, &ResultTab::fetchNext);
    connect(m_pane, &ResultPane::fetchAllRequested, this, &ResultTab::fetchAll);
    connect(&m_service, &QueryService::standingsChanged, this, &ResultTab::showStanding);
}

ResultTab::~ResultTab() = default;

void ResultTab::setConnection(const std::optional<ConnectionInfo>& connection)
{
    const bool closed = m_connection && !connection;
    if (!m_connection && connection)
        m_pane->dropError();
    m_connection = connection;
    if (connection)
        m_target = connection->target;
    m_links->setDialect(dialect());
    if (closed)
        m_status = {.message = tr("Connection closed")};
    Q_EMIT statusChanged();
}

void ResultTab::setTarget(const QString& target)
{
    if (std::exchange(m_target, target) != target)
        Q_EMIT statusChanged();
}

SqlDialect ResultTab::dialect() const
{
    return m_connection ? m_connection->dialect : dialectOfTarget(m_target);
}

void ResultTab::setPreferences(const Preferences& preferences)
{
    m_preferences = preferences;
    m_pane->setPreferences(preferences);
    if (!m_run)
        m_pane->setPaging(pageRows(), mayRepeat(m_running.sql, dialect()));
}

void ResultTab::setSchema(const std::shared_ptr<const Schema>& schema)
{
    m_links->setSchema(schema);
}

void ResultTab::followLink()
{
    m_links->followCurrent();
}

void ResultTab::refresh()
{
    if (!m_run && !m_last.empty())
        run(stepsToRefresh());
}

std::vector<ResultTab::Step> ResultTab::stepsToRefresh() const
{
    std::vector<Step> steps = m_last;
    const QString purpose = refreshPurpose(m_status.standing);
    for (Step& step : steps) {
        step.mode = purpose.isEmpty() ? RunMode::Cached : RunMode::Fresh;
        step.purpose = purpose;
    }
    return steps;
}

void ResultTab::cancel()
{
    m_waiting.clear();
    if (!m_run)
        return;
    showMessage(tr("Cancelling…"));
    m_service.cancel(*m_run);
}

void ResultTab::fetchNext()
{
    fetchMore(m_running.rowLimit.value_or(0) + pageRows());
}

void ResultTab::fetchAll()
{
    fetchMore(0);
}

void ResultTab::fetchMore(qint64 rowLimit)
{
    if (m_run || !m_connection || !m_status.hasMore)
        return;
    m_onScreen = m_running;
    m_running.rowLimit = rowLimit;
    m_running.mode = RunMode::Cached;
    m_pane->refresh().returnTo(m_pane->refresh().position());
    m_pane->beginMore();
    changeStatus([](RunStatus& status) {
        status.beginWork(tr("Fetching more…"));
        status.hasMore = false;
    });
    send();
}

// A result that was cut by another limit than today's goes on in steps of its own.
qint64 ResultTab::pageRows() const
{
    return m_preferences.rowLimit > 0 ? m_preferences.rowLimit : m_running.rowLimit.value_or(0);
}

void ResultTab::run(std::vector<Step> steps)
{
    if (m_run)
        return;
    if (steps.empty()) {
        showMessage(tr("No statement at the cursor"));
        return;
    }
    if (!m_connection) {
        m_pane->showOutcome(
            {.error = Error{tr("The database of this tab is not open"), m_target,
                 tr("Open a file with Ctrl+O, or click a connection in the tree while the tab is empty.")}});
        return;
    }
    if (!askParameters(steps, dialect(), m_typedValues, this))
        return;
    for (Step& step : steps) {
        if (!step.rowLimit)
            step.rowLimit = rowLimitFor(step);
    }
    m_before.emplace(m_last, m_running, m_status);
    m_last = steps;
    for (Step& step : m_last)
        step.mode = RunMode::Cached;
    m_memory = isOnScreen(steps.back()) ? std::optional(m_pane->refresh().memory()) : std::nullopt;
    m_waiting.assign(steps.begin(), steps.end());
    startNext();
}

// Fresh rows take the place of those that are there, as many as they are.
qint64 ResultTab::rowLimitFor(const Step& step) const
{
    const auto before
        = std::find_if(m_last.begin(), m_last.end(), [&](const Step& each) { return each.sql == step.sql; });
    return step.mode == RunMode::Fresh && before != m_last.end() ? *before->rowLimit : m_preferences.rowLimit;
}

bool ResultTab::isOnScreen(const Step& step) const
{
    return m_shown && m_pane->result() && m_shown->connection == m_connection->id && m_shown->sql == step.sql
        && m_shown->parameters == step.parameters;
}

void ResultTab::startNext()
{
    m_running = m_waiting.front();
    m_waiting.pop_front();
    if (m_memory && m_waiting.empty())
        m_pane->refresh().expectRefresh(*std::exchange(m_memory, std::nullopt));
    m_runningPlace = m_last.size() - m_waiting.size() - 1;
    stepBegins(m_running);
    m_pane->begin();
    m_results->setEnabled(false);
    RunStatus status;
    status.beginWork(tr("Running…"));
    setStatus(std::move(status));
    send();
}

QueryRequest ResultTab::requestFor(const Step& step) const
{
    return requestOf(step, m_connection->id, m_wish, m_preferences);
}

void ResultTab::send()
{
    RunCallbacks callbacks;
    callbacks.progressed = [this](const ResultPtr& rows) { arrived(rows); };
    // More rows of a statement on screen are no step of a script.
    callbacks.finished = [this](const RunOutcome& outcome) {
        RunOutcome told = m_onScreen ? outcome : outcomeInScript(outcome, m_runningPlace, m_last.size());
        if (const QByteArray text = told.error ? textOfSteps() : QByteArray(); !text.isEmpty())
            told.error = placed(*told.error, text, m_running.offset);
        finished(told);
    };
    callbacks.refreshed = [this, number = ++m_runNumber](const RunOutcome& outcome) {
        if (number == m_runNumber)
            refreshed(outcome);
    };
    m_run = m_service.start(requestFor(m_running), this, std::move(callbacks));
}

void ResultTab::arrived(const ResultPtr& rows)
{
    if (m_onScreen) {
        m_pane->showMoreProgress(rows->rowCount());
        return;
    }
    m_pane->showRows(rows);
    m_shown = requestFor(m_running);
    rowsShown();
    showMessage(tr("Fetching…"));
    changeStatus([this](RunStatus& status) { status.rows = m_pane->rowsText(); });
}

void ResultTab::finished(const RunOutcome& outcome)
{
    m_run.reset();
    report(outcome);
    if (const auto onScreen = std::exchange(m_onScreen, std::nullopt)) {
        if (!isMore(outcome)) {
            m_running = *onScreen;
            showNoMore(outcome);
            return;
        }
        m_last[m_runningPlace].rowLimit = m_running.rowLimit;
        m_results->replaceCurrent(outcome);
    } else if ((outcome.error || outcome.cancelled) && mayKeepRows(outcome)) {
        keepRows(endText(outcome, m_status.busyTime()));
        return;
    } else {
        if (m_runningPlace == 0)
            m_results->clear();
        m_results->add(m_runningPlace, m_running.sql, outcome);
    }
    showFinished(outcome);
    stepEnded(m_running, outcome);
    if (outcome.error || outcome.cancelled)
        m_waiting.clear();
    m_results->setEnabled(m_waiting.empty());
    if (!m_waiting.empty())
        startNext();
}

// What is on screen stays if the same statement fails now: its server may be away for a while.
bool ResultTab::mayKeepRows(const RunOutcome& outcome)
{
    if (outcome.error && keepsRows(*outcome.error))
        return true;
    const bool hasRows = outcome.result && outcome.result->rowCount() > 0;
    if (m_last.size() != 1 || hasRows || !isOnScreen(m_running))
        return false;
    m_pane->showNoMore(outcome);
    stepEnded(m_running, outcome);
    return true;
}

void ResultTab::showResult(const RunResults::Entry& entry)
{
    m_runningPlace = entry.place;
    m_running = m_last[entry.place];
    stepBegins(m_running);
    m_pane->begin();
    showFinished(entry.outcome);
}

// A result cut short by damage shows its rows beside the error, if they are not fewer than before.
bool ResultTab::isMore(const RunOutcome& outcome) const
{
    if (outcome.cancelled || !outcome.result)
        return false;
    return !outcome.error || outcome.result->rowCount() >= m_pane->result()->rowCount();
}

void ResultTab::showNoMore(const RunOutcome& outcome)
{
    m_pane->showNoMore(outcome);
    changeStatus([&](RunStatus& status) {
        status.message = endText(outcome, status.busyTime());
        status.busy = false;
        status.hasMore = true;
    });
}

void ResultTab::keepRows(const QString& message)
{
    m_waiting.clear();
    m_results->setEnabled(true);
    RunStatus status;
    std::tie(m_last, m_running, status) = *m_before;
    status.message = message;
    // Those of the run that left the rows there, and not of the one that failed.
    status.timings.clear();
    status.selection = m_status.selection;
    setStatus(std::move(status));
    showStanding();
}

void ResultTab::showFinished(const RunOutcome& outcome)
{
    const bool repeatable = mayRepeat(m_running.sql, dialect());
    m_pane->setPaging(pageRows(), repeatable);
    m_pane->showOutcome(outcome);
    if (m_pane->result()) {
        m_shown = requestFor(m_running);
        rowsShown();
    }
    RunStatus status;
    status.message = endText(outcome, m_status.busyTime());
    status.rows = m_pane->rowsText();
    status.timings = timingsText(outcome.provenance.timings);
    status.hasMore
        = repeatable && outcome.result && outcome.result->completeness() == Completeness::LimitReached;
    if (!outcome.error && !outcome.cancelled && outcome.result)
        status.tellOrigin(outcome.provenance, outcome.basis);
    setStatus(std::move(status));
    showStanding();
}

void ResultTab::refreshed(const RunOutcome& outcome)
{
    // A newer run of this tab owns the screen; a check that failed changes nothing of what is on it.
    if (m_run || outcome.error || outcome.cancelled || !m_results->replaceLast(outcome))
        return;
    if (outcome.result != m_pane->result()) {
        m_pane->refresh().expectRefresh(m_pane->refresh().memory());
        m_pane->showOutcome(outcome);
    }
    changeStatus([&](RunStatus& status) {
        status.rows = m_pane->rowsText();
        status.timings = timingsText(outcome.provenance.timings);
        status.tellOrigin(outcome.provenance, outcome.basis);
        status.hasMore = mayRepeat(m_running.sql, dialect()) && outcome.result
            && outcome.result->completeness() == Completeness::LimitReached;
    });
    showStanding();
}

void ResultTab::showStanding()
{
    if (m_status.basis)
        changeStatus([this](RunStatus& status) { status.standing = m_service.standing(*status.basis); });
}

void ResultTab::report(const RunOutcome& outcome)
{
    for (const QString& line : outcomeLines(m_running.sql, outcome, QDateTime::currentDateTimeUtc()))
        Q_EMIT reported(line);
}

void ResultTab::showMessage(const QString& message)
{
    changeStatus([&](RunStatus& status) { status.message = message; });
}

void ResultTab::changeStatus(const std::function<void(RunStatus&)>& change)
{
    RunStatus status = m_status;
    change(status);
    setStatus(std::move(status));
}

void ResultTab::setStatus(RunStatus status)
{
    if (status == m_status)
        return;
    m_status = std::move(status);
    Q_EMIT statusChanged();
}

} // namespace larder
