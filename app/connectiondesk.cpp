#include "app/connectiondesk.h"

#include "app/sql/databaseopener.h"
#include "app/sql/odbcsources.h"
#include "ui/passwordprompt.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace larder {

namespace {

QString testText(const Result<std::unique_ptr<DatabasePort>>& port, std::chrono::milliseconds time)
{
    if (!port)
        return errorText(port.error());
    const ConnectionIdentity identity = port.value()->identity();
    const QString user = identity.user.isEmpty()
        ? QString()
        : ConnectionDesk::tr(" as %1").arg(QString::fromUtf8(identity.user.split('/').front()));
    const QString readOnly
        = port.value()->openedSession().readOnly ? ConnectionDesk::tr(" It can only be read.") : QString();
    return ConnectionDesk::tr("It works: connected%1 in %2 ms.%3").arg(user).arg(time.count()).arg(readOnly);
}

// A driver of ODBC may change values on their way, so who reads them is told.
QString engineText(const ConnectionTarget& target)
{
    const QString name = engineName(target.engine);
    const bool asDelivered = target.engine == ConnectionTarget::Engine::Odbc;
    return asDelivered ? ConnectionDesk::tr("%1, values as delivered").arg(name) : name;
}

// One that is not kept has no name but that of its target.
QString nameOf(const ConnectionProfile& profile, const ConnectionTarget& target)
{
    return profile.address.isEmpty() ? target.label : profile.label();
}

// What tells it from others of its name: the folder of a file, the engine and the port of a server.
QString placeOf(const ConnectionTarget& target)
{
    if (target.engine == ConnectionTarget::Engine::Sqlite)
        return QFileInfo(target.address).path();
    const QString name = engineName(target.engine);
    return target.port > 0 ? ConnectionDesk::tr("%1, port %2").arg(name).arg(target.port) : name;
}

} // namespace

ConnectionDesk::ConnectionDesk(
    Engine& engine, const Workspace& workspace, MainWindow& window, ConnectionStore store, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_workspace(workspace)
    , m_window(window)
    , m_store(std::move(store))
{
    ReadProfiles kept = m_store.load();
    m_profiles = std::move(kept.profiles);
    if (!kept.notes.isEmpty())
        QTimer::singleShot(0, this, [this, notes = kept.notes] { warnOf(notes); });
    connect(&m_window, &MainWindow::openFileRequested, this, [this](const QString& path) { open(path); });
    connect(&m_window, &MainWindow::openBesideRequested, this, &ConnectionDesk::openBeside);
    connect(&m_window, &MainWindow::connectionsRequested, this, &ConnectionDesk::showDialog);
    connect(&m_window, &MainWindow::closeConnectionRequested, this, &ConnectionDesk::close);
}

void ConnectionDesk::open(const QString& connection, bool show)
{
    const auto target = parseConnectionTarget(connection);
    if (!target) {
        fail(target.error());
        return;
    }
    const ConnectionProfile treatment = treatmentOf(target.value());
    const auto isEnough = [&](const auto& each) {
        const ConnectionProfile& marks = each.second.treatment;
        return each.second.target.address == target.value().address && marks.readOnly >= treatment.readOnly
            && marks.production >= treatment.production;
    };
    const auto known = std::find_if(m_open.begin(), m_open.end(), isEnough);
    openAs(known == m_open.end() ? target.value().address : known->first,
        {.target = target.value(), .treatment = treatment}, show);
}

void ConnectionDesk::open(const ConnectionProfile& profile)
{
    const auto target = parseConnectionTarget(profile.address);
    if (!target) {
        fail(target.error());
        return;
    }
    // By its address it may be open already, as this one or as one that is not kept.
    const auto isMeant = [&](const auto& each) {
        const ConnectionProfile& treatment = each.second.treatment;
        return each.second.target.address == target.value().address
            && (treatment.id == profile.id || treatment.id.isEmpty());
    };
    const auto known = std::find_if(m_open.begin(), m_open.end(), isMeant);
    openAs(known == m_open.end() ? profile.id : known->first,
        {.target = target.value(), .treatment = profile}, true);
}

void ConnectionDesk::openAs(const QString& key, OpenDatabase wanted, bool show)
{
    if (show)
        m_toShow.insert(key);
    const auto [known, added] = m_open.try_emplace(key, wanted);
    if (!added) {
        showIfWanted(key, known->second.id);
        warnOfMarks(known->second, wanted.treatment);
        return;
    }
    const auto opened = [this, key](Result<std::unique_ptr<DatabasePort>> port, std::chrono::milliseconds) {
        this->show(key, std::move(port));
    };
    connectTo({.target = wanted.target,
        .name = nameOf(wanted.treatment, wanted.target),
        .readOnly = wanted.treatment.readOnly,
        .opened = opened});
}

void ConnectionDesk::openBeside(ConnectionId connection, const QString& database)
{
    const auto known = std::find_if(m_open.begin(), m_open.end(),
        [connection](const auto& each) { return each.second.id == connection; });
    if (known == m_open.end())
        return;
    ConnectionTarget target = known->second.target;
    const QString first = target.address;
    target.database = database;
    const QString address = serverAddress(target);
    // What protects one database of a server protects its others.
    m_beside[address] = known->second.treatment;
    if (const auto password = m_passwords.find(first); password != m_passwords.end())
        m_passwords.emplace(address, password->second);
    open(address);
}

ConnectionProfile ConnectionDesk::treatmentOf(const ConnectionTarget& target) const
{
    ConnectionProfile treatment;
    if (const auto origin = m_beside.find(target.address); origin != m_beside.end()) {
        treatment.colour = origin->second.colour;
        treatment.readOnly = origin->second.readOnly;
        treatment.production = origin->second.production;
    }
    for (const ConnectionProfile& each : m_profiles) {
        const auto named = parseConnectionTarget(each.address);
        if (!named || named.value().address != target.address)
            continue;
        const bool readOnly = treatment.readOnly || each.readOnly;
        const bool production = treatment.production || each.production;
        if (treatment.address.isEmpty())
            treatment = each;
        treatment.readOnly = readOnly;
        treatment.production = production;
    }
    return treatment;
}

void ConnectionDesk::connectTo(Attempt attempt)
{
    const auto known = m_passwords.find(attempt.target.address);
    if (attempt.password.isEmpty() && known != m_passwords.end())
        attempt.password = known->second;
    QElapsedTimer timer;
    timer.start();
    const auto ended = [this, attempt, timer](Result<std::unique_ptr<DatabasePort>> port) {
        if (!port && port.error().kind == ErrorKind::PasswordNeeded) {
            seekPassword(attempt, port.error());
            return;
        }
        if (port && !attempt.password.isEmpty())
            notePassword(attempt);
        attempt.opened(std::move(port), std::chrono::milliseconds(timer.elapsed()));
    };
    openDatabase(attempt.target, m_engine.storage(), this, ended,
        {.password = attempt.password,
            .readOnly = attempt.readOnly,
            .hinted = [desk = QPointer(this), address = attempt.target.address] {
                if (desk)
                    desk->check(address);
            }});
}

void ConnectionDesk::seekPassword(Attempt attempt, const Error& error)
{
    const QString address = attempt.target.address;
    m_passwords.erase(address);
    if (std::exchange(attempt.hasAskedKeychain, true)) {
        askPassword(attempt, error);
        return;
    }
    m_keychain.find(address, [this, attempt, error](const QString& password) {
        if (password.isEmpty() || password == attempt.password) {
            askPassword(attempt, error);
            return;
        }
        Attempt next = attempt;
        next.password = password;
        connectTo(std::move(next));
    });
}

void ConnectionDesk::askPassword(const Attempt& attempt, const Error& error)
{
    m_questions.push_back({attempt, error});
    if (m_questions.size() == 1)
        askNextPassword();
}

void ConnectionDesk::askNextPassword()
{
    const auto& [attempt, why] = m_questions.front();
    // What was told for the one before may be known for this one, too.
    const auto known = m_passwords.find(attempt.target.address);
    if (known != m_passwords.end() && known->second != attempt.password) {
        answer([this](Question question) {
            question.attempt.password.clear();
            connectTo(std::move(question.attempt));
        });
        return;
    }
    QWidget* const parent = m_dialog ? static_cast<QWidget*>(m_dialog) : &m_window;
    auto* const prompt = new PasswordPrompt(attempt.name, serverText(attempt.target), why.why, parent);
    connect(prompt, &QDialog::accepted, this, [this, prompt] {
        answer([this, prompt](Question question) {
            question.attempt.password = prompt->password();
            question.attempt.remembers = prompt->remembers();
            connectTo(std::move(question.attempt));
        });
    });
    connect(prompt, &QDialog::rejected, this,
        [this] { answer([](const Question& question) { question.attempt.opened(question.why, {}); }); });
    prompt->open();
}

void ConnectionDesk::answer(const std::function<void(Question)>& act)
{
    Question question = std::move(m_questions.front());
    m_questions.pop_front();
    act(std::move(question));
    if (!m_questions.empty())
        askNextPassword();
}

void ConnectionDesk::notePassword(const Attempt& attempt)
{
    m_passwords[attempt.target.address] = attempt.password;
    if (!attempt.remembers)
        return;
    m_keychain.keep(attempt.target.address, attempt.password, [this](const std::optional<Error>& error) {
        if (error)
            m_window.showError(*error);
    });
}

void ConnectionDesk::show(const QString& key, Result<std::unique_ptr<DatabasePort>> port)
{
    if (!port) {
        m_open.erase(key);
        m_toShow.remove(key);
        fail(port.error());
        return;
    }
    OpenDatabase& entry = m_open.at(key);
    const ConnectionTarget& target = entry.target;
    const SqlDialect dialect = port.value()->dialect();
    entry.label = unusedLabel(nameOf(entry.treatment, target), key);
    entry.id = m_engine.service().addConnection(std::move(port.value()));
    const ConnectionId id = entry.id;
    m_window.addConnection({id, entry.label, engineText(target), target.address, dialect,
        entry.treatment.colour, entry.treatment.production});
    showIfWanted(key, id);
    m_workspace.addRecentFile(target.address);
    m_window.setRecentFiles(m_workspace.recentFiles());
    Q_EMIT opened(id);
}

// A mark that came after the opening would seem to protect what it does not.
void ConnectionDesk::warnOfMarks(const OpenDatabase& open, const ConnectionProfile& wanted)
{
    const ConnectionProfile& had = open.treatment;
    if (had.readOnly == wanted.readOnly && had.production == wanted.production)
        return;
    m_window.showError({tr("The marks of %1 do not count yet").arg(open.target.label),
        tr("it is open as it was marked before"),
        tr("Close it (in the menu of its line in the tree), then open it again.")});
}

QString ConnectionDesk::unusedLabel(const QString& label, const QString& key) const
{
    const auto isUsed = [&](const QString& wanted) {
        return std::any_of(m_open.begin(), m_open.end(),
            [&](const auto& each) { return each.first != key && each.second.label == wanted; });
    };
    if (!isUsed(label))
        return label;
    const ConnectionTarget& target = m_open.at(key).target;
    const QString longer = tr("%1 (%2)").arg(label, placeOf(target));
    return isUsed(longer) ? target.address : longer;
}

// Those that are still being opened come to the front when they are.
void ConnectionDesk::showIfWanted(const QString& key, ConnectionId id)
{
    if (id != ConnectionId() && m_toShow.remove(key))
        m_window.showConnection(id);
}

void ConnectionDesk::close(ConnectionId connection)
{
    std::erase_if(m_open, [&](const auto& each) { return each.second.id == connection; });
    m_engine.service().removeConnection(connection);
    m_window.removeConnection(connection);
}

void ConnectionDesk::fail(const Error& error)
{
    m_window.showError(error);
    Q_EMIT failed(error);
}

// A mark that is lost would not protect its database any more.
void ConnectionDesk::warnOf(const QStringList& notes)
{
    m_window.showError({tr("Not all kept connections could be read"), notes.join(u'\n'),
        tr("Look under File, Connections whether each has its marks, before you open it.")});
}

void ConnectionDesk::showDialog()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    ReadProfiles kept = m_store.load();
    m_profiles = std::move(kept.profiles);
    m_dialog = new ConnectionDialog(m_profiles, &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setOdbcSources(odbcSources());
    if (!kept.notes.isEmpty())
        m_dialog->tell(kept.notes.join(u'\n'));
    connect(m_dialog, &ConnectionDialog::profilesChanged, this, &ConnectionDesk::save);
    connect(m_dialog, &ConnectionDialog::testRequested, this, &ConnectionDesk::test);
    connect(m_dialog, &ConnectionDialog::openRequested, this,
        [this](const ConnectionProfile& profile) { open(profile); });
    m_dialog->open();
}

void ConnectionDesk::check(const QString& address)
{
    for (const auto& [key, open] : m_open) {
        if (open.target.address == address && open.id != ConnectionId())
            m_engine.service().check(open.id);
    }
}

void ConnectionDesk::save()
{
    m_profiles = m_dialog->profiles();
    if (const auto error = m_store.save(m_profiles))
        m_dialog->tell(errorText(*error));
}

void ConnectionDesk::test(const ConnectionProfile& profile)
{
    const auto target = parseConnectionTarget(profile.address);
    if (!target) {
        m_dialog->showTest(profile, errorText(target.error()));
        return;
    }
    const auto opened = [dialog = m_dialog, profile](const Result<std::unique_ptr<DatabasePort>>& port,
                            std::chrono::milliseconds time) {
        if (dialog)
            dialog->showTest(profile, testText(port, time));
    };
    connectTo(
        {.target = target.value(), .name = profile.label(), .readOnly = profile.readOnly, .opened = opened});
}

} // namespace larder
