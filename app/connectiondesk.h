#pragma once

#include "app/connectionstore.h"
#include "app/engine.h"
#include "app/passwordkeychain.h"
#include "app/workspace.h"
#include "ui/connectiondialog.h"
#include "ui/mainwindow.h"

#include <QPointer>
#include <QSet>

#include <deque>
#include <map>

namespace larder {

/// Opens and closes the databases of a window: those that the user names, and those that are kept, which tell
/// how they are to be treated. Asks for passwords, and keeps them in memory until the program ends.
class ConnectionDesk final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it but @p store.
    ConnectionDesk(Engine& engine, const Workspace& workspace, MainWindow& window, ConnectionStore store,
        QObject* parent = nullptr);

    /// Opens what @p connection names, or shows why not. What is open already, and as strictly treated as all
    /// that is kept for that address wants, is not opened twice. With @p show it comes to the front.
    void open(const QString& connection, bool show = true);
    /// Opens one that is kept as it says itself, also beside others of its address.
    void open(const ConnectionProfile& profile);
    /// Opens @p database of the server of @p connection, treated as strictly.
    void openBeside(ConnectionId connection, const QString& database);
    void close(ConnectionId connection);
    void showDialog();

Q_SIGNALS:
    void opened(larder::ConnectionId connection);
    void failed(const larder::Error& error);

private:
    struct OpenDatabase
    {
        ConnectionTarget target = {};
        /// As it was opened.
        ConnectionProfile treatment = {};
        /// 0 while it is being opened.
        ConnectionId id = {};
        /// What the window calls it.
        QString label = {};
    };
    /// It took @p time since there was a password to try, or none was needed.
    using Opened = std::function<void(Result<std::unique_ptr<DatabasePort>>, std::chrono::milliseconds time)>;

    /// Asks where the database of @p address stands, if it is open.
    void check(const QString& address);
    /// How all connections that are kept for one address want it to be treated, the strictest of them.
    [[nodiscard]] ConnectionProfile treatmentOf(const ConnectionTarget& target) const;
    /// A try to open something, with what was tried before.
    struct Attempt
    {
        ConnectionTarget target;
        /// What the user calls it.
        QString name;
        bool readOnly = false;
        Opened opened;
        QString password = {};
        bool hasAskedKeychain = false;
        /// Wanted for the password if it is right.
        bool remembers = false;
    };

    /// For a password, after an attempt without it or with another.
    struct Question
    {
        Attempt attempt;
        Error why;
    };

    /// Looks for a password as long as the server wants another: in the keychain, then by the user.
    void connectTo(Attempt attempt);
    void seekPassword(Attempt attempt, const Error& error);
    /// One after the other, where several are wanted.
    void askPassword(const Attempt& attempt, const Error& error);
    void askNextPassword();
    /// Does @p act with the question that was asked, and goes on with the next.
    void answer(const std::function<void(Question)>& act);
    void notePassword(const Attempt& attempt);
    /// Opens @p wanted, unless @p key is open already; then it has to be treated as @p wanted says.
    void openAs(const QString& key, OpenDatabase wanted, bool show);
    void show(const QString& key, Result<std::unique_ptr<DatabasePort>> port);
    /// @p label, with what tells the one of @p key from an open connection that is called alike.
    [[nodiscard]] QString unusedLabel(const QString& label, const QString& key) const;
    void showIfWanted(const QString& key, ConnectionId id);
    void warnOf(const QStringList& notes);
    void warnOfMarks(const OpenDatabase& open, const ConnectionProfile& wanted);
    void fail(const Error& error);
    void test(const ConnectionProfile& profile);
    void save();

    Engine& m_engine;
    const Workspace& m_workspace;
    MainWindow& m_window;
    const ConnectionStore m_store;
    PasswordKeychain m_keychain;
    std::vector<ConnectionProfile> m_profiles;
    QPointer<ConnectionDialog> m_dialog;
    // By address, or by the id of the profile where that was asked for.
    std::map<QString, OpenDatabase> m_open;
    // The same keys.
    QSet<QString> m_toShow;
    // By address: how the database was treated from whose server another one was opened.
    std::map<QString, ConnectionProfile> m_beside;
    // The first is being asked.
    std::deque<Question> m_questions;
    // By address; those that a server took.
    std::map<QString, QString> m_passwords;
};

} // namespace larder
