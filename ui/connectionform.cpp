#include "ui/connectionform.h"

#include "ui/colourbutton.h"
#include "ui/odbcpage.h"
#include "ui/pathedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QUrlQuery>
#include <QUuid>

#include <algorithm>

namespace larder {

namespace {

using Engine = ConnectionTarget::Engine;

/// What the client of a kind of server calls its means, and what it takes for them.
struct ServerWords
{
    QString tlsMode;
    QString rootCertificate;
    QString certificate;
    QString key;
    /// From the weakest.
    QStringList tlsModes;
    QString usualTlsMode;
    int usualPort = 0;
    QString socket;
    /// What an empty field for the database means.
    QString usualDatabase;
    QString options;
};

// https://www.postgresql.org/docs/15/libpq-ssl.html, table 34.1
const ServerWords& postgreSqlWords()
{
    static const ServerWords kWords{QStringLiteral("sslmode"), QStringLiteral("sslrootcert"),
        QStringLiteral("sslcert"), QStringLiteral("sslkey"),
        {QStringLiteral("disable"), QStringLiteral("allow"), QStringLiteral("prefer"),
            QStringLiteral("require"), QStringLiteral("verify-ca"), QStringLiteral("verify-full")},
        QStringLiteral("prefer"), 5432, QStringLiteral("a folder of sockets: /run/postgresql"),
        ConnectionForm::tr("as the user is called"), QStringLiteral("connect_timeout=5&application_name=…")};
    return kWords;
}

const ServerWords& mariaDbWords()
{
    static const ServerWords kWords{QStringLiteral("ssl-mode"), QStringLiteral("ssl-ca"),
        QStringLiteral("ssl-cert"), QStringLiteral("ssl-key"),
        {QStringLiteral("disabled"), QStringLiteral("preferred"), QStringLiteral("required"),
            QStringLiteral("verify-ca"), QStringLiteral("verify-full")},
        QStringLiteral("preferred"), 3306, QStringLiteral("a socket: /run/mysqld/mysqld.sock"),
        ConnectionForm::tr("none"), QStringLiteral("connect-timeout=5&ssl-cipher=…")};
    return kWords;
}

const ServerWords& wordsOf(Engine engine)
{
    return engine == Engine::MySql ? mariaDbWords() : postgreSqlWords();
}

QLineEdit* createLine(const QString& name, const QString& placeholder, QWidget* parent)
{
    auto* const line = new QLineEdit(parent);
    line->setAccessibleName(name);
    line->setPlaceholderText(placeholder);
    return line;
}

/// Takes the value of the option @p name out of @p target; empty if it has none.
QString takeOption(ConnectionTarget& target, const QString& name)
{
    const auto found = std::find_if(target.options.begin(), target.options.end(),
        [&](const auto& option) { return option.first == name; });
    if (found == target.options.end())
        return {};
    const QString value = found->second;
    target.options.erase(found);
    return value;
}

/// All forms within @p parent have their fields in one column.
void alignLabels(const QWidget& parent)
{
    std::vector<QWidget*> labels;
    int width = 0;
    for (const QFormLayout* const form : parent.findChildren<QFormLayout*>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem* const label = form->itemAt(row, QFormLayout::LabelRole);
            if (!label)
                continue;
            labels.push_back(label->widget());
            width = std::max(width, label->sizeHint().width());
        }
    }
    for (QWidget* const label : labels)
        label->setMinimumWidth(width);
}

void addOption(ConnectionTarget& target, const QString& name, const QString& value)
{
    if (!value.isEmpty())
        target.options.emplace_back(name, value);
}

} // namespace

ConnectionForm::ConnectionForm(QWidget* parent) : QWidget(parent)
{
    auto* const form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    m_name = createLine(tr("Name"), tr("as the database is called"), this);
    m_name->setObjectName(QStringLiteral("connectionName"));
    form->addRow(tr("Nam&e"), m_name);
    m_engine = new QComboBox(this);
    m_engine->setObjectName(QStringLiteral("connectionEngine"));
    m_engine->setAccessibleName(tr("Kind of database"));
    for (const Engine engine : {Engine::Sqlite, Engine::PostgreSql, Engine::MySql, Engine::Odbc})
        m_engine->addItem(engineName(engine), int(engine));
    form->addRow(tr("&Kind"), m_engine);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(createFilePage());
    m_pages->addWidget(createServerPage());
    m_odbc = new OdbcPage(this);
    m_pages->addWidget(m_odbc);
    form->addRow(m_pages);
    createCommonFields(*form);
    alignLabels(*this);
    connect(m_engine, &QComboBox::currentIndexChanged, this, &ConnectionForm::showEngine);
    showEngine();
    connect(m_engine, &QComboBox::activated, this, &ConnectionForm::edited);
    for (const auto* const line : findChildren<QLineEdit*>())
        connect(line, &QLineEdit::textEdited, this, &ConnectionForm::edited);
    for (const auto* const path : findChildren<PathEdit*>())
        connect(path, &PathEdit::edited, this, &ConnectionForm::edited);
    connect(m_odbc, &OdbcPage::edited, this, &ConnectionForm::edited);
}

Engine ConnectionForm::engine() const
{
    return Engine(m_engine->currentData().toInt());
}

// A page takes no more room than it needs, whatever the others would.
void ConnectionForm::showEngine()
{
    const int page = engine() == Engine::Sqlite ? 0 : engine() == Engine::Odbc ? 2 : 1;
    for (int i = 0; i < m_pages->count(); ++i) {
        m_pages->widget(i)->setSizePolicy(
            QSizePolicy::Preferred, i == page ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
    m_pages->setCurrentIndex(page);
    m_pages->updateGeometry();
    showWords();
}

void ConnectionForm::showWords()
{
    const ServerWords& words = wordsOf(engine());
    m_host->setPlaceholderText(tr("localhost, or %1").arg(words.socket));
    m_port->setSpecialValueText(tr("%1, as usual").arg(words.usualPort));
    m_database->setPlaceholderText(words.usualDatabase);
    m_options->setPlaceholderText(words.options);
    m_tlsMode->clear();
    m_tlsMode->addItem(tr("as the client library chooses (%1)").arg(words.usualTlsMode), QString());
    for (const QString& mode : words.tlsModes)
        m_tlsMode->addItem(mode, mode);
}

QWidget* ConnectionForm::createFilePage()
{
    auto* const page = new QWidget(this);
    auto* const form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    m_file = new PathEdit(tr("Database file"),
        tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3 *.s3db *.sl3);;All files (*)"), page);
    m_file->setObjectName(QStringLiteral("connectionFile"));
    form->addRow(tr("&File"), m_file);
    return page;
}

QWidget* ConnectionForm::createServerPage()
{
    auto* const page = new QWidget(this);
    auto* const form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    m_host = createLine(tr("Host"), QString(), page);
    m_host->setObjectName(QStringLiteral("connectionHost"));
    form->addRow(tr("&Host"), m_host);
    m_port = new QSpinBox(page);
    m_port->setObjectName(QStringLiteral("connectionPort"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setRange(0, 65'535);
    form->addRow(tr("&Port"), m_port);
    m_database = createLine(tr("Database"), {}, page);
    m_database->setObjectName(QStringLiteral("connectionDatabase"));
    form->addRow(tr("&Database"), m_database);
    m_user = createLine(tr("User"), tr("as you are called on this machine"), page);
    m_user->setObjectName(QStringLiteral("connectionUser"));
    form->addRow(tr("&User"), m_user);
    createSshField(*form);
    createTlsFields(*form);
    connect(m_port, &QSpinBox::valueChanged, this, &ConnectionForm::edited);
    return page;
}

void ConnectionForm::createSshField(QFormLayout& form)
{
    m_ssh = createLine(
        tr("SSH host"), tr("none; or as ssh takes it: user@host, or a name from its configuration"), this);
    m_ssh->setObjectName(QStringLiteral("connectionSsh"));
    m_ssh->setToolTip(
        tr("The machine through which ssh reaches the server. The host above is as that one sees it."));
    form.addRow(tr("&SSH host"), m_ssh);
}

void ConnectionForm::createTlsFields(QFormLayout& form)
{
    m_tlsMode = new QComboBox(this);
    m_tlsMode->setObjectName(QStringLiteral("connectionTls"));
    m_tlsMode->setAccessibleName(tr("TLS"));
    form.addRow(tr("T&LS"), m_tlsMode);
    const QString files = tr("Certificates and keys (*.pem *.crt *.key);;All files (*)");
    m_rootCertificate = new PathEdit(tr("Root certificate"), files, this);
    form.addRow(tr("&Root certificate"), m_rootCertificate);
    m_certificate = new PathEdit(tr("Client certificate"), files, this);
    form.addRow(tr("Client certi&ficate"), m_certificate);
    m_key = new PathEdit(tr("Client key"), files, this);
    form.addRow(tr("Client ke&y"), m_key);
    m_options = createLine(tr("Other options"), {}, this);
    m_options->setObjectName(QStringLiteral("connectionOptions"));
    form.addRow(tr("Other options"), m_options);
    connect(m_tlsMode, &QComboBox::activated, this, &ConnectionForm::edited);
}

void ConnectionForm::createCommonFields(QFormLayout& form)
{
    m_folder = createLine(tr("Folder"), tr("Work/Shops"), this);
    m_folder->setObjectName(QStringLiteral("connectionFolder"));
    form.addRow(tr("Folder"), m_folder);
    m_colour = new ColourButton(this);
    m_colour->setObjectName(QStringLiteral("connectionColour"));
    form.addRow(tr("Colour"), m_colour);
    m_readOnly = new QCheckBox(tr("Read-only: nothing can be &written over it"), this);
    m_readOnly->setObjectName(QStringLiteral("connectionReadOnly"));
    form.addRow(new QLabel(this), m_readOnly);
    m_production = new QCheckBox(tr("Production: what is done here counts"), this);
    m_production->setObjectName(QStringLiteral("connectionProduction"));
    form.addRow(new QLabel(this), m_production);
    connect(m_colour, &ColourButton::edited, this, &ConnectionForm::edited);
    for (const auto* const box : {m_readOnly, m_production})
        connect(box, &QCheckBox::clicked, this, &ConnectionForm::edited);
}

void ConnectionForm::setProfile(const ConnectionProfile& profile)
{
    const QSignalBlocker quiet(this);
    m_id = profile.id;
    m_name->setText(profile.name);
    m_folder->setText(profile.folder);
    m_colour->setColour(profile.colour);
    m_readOnly->setChecked(profile.readOnly);
    m_production->setChecked(profile.production);
    const Result<ConnectionTarget> target = parseConnectionTarget(profile.address);
    const Engine engine = target ? target.value().engine : Engine::Sqlite;
    const bool isServer = engine == Engine::PostgreSql || engine == Engine::MySql;
    m_engine->setCurrentIndex(m_engine->findData(int(engine)));
    m_file->setPath(engine == Engine::Sqlite ? profile.address : QString());
    setServer(isServer ? target.value() : ConnectionTarget());
    m_odbc->setTarget(engine == Engine::Odbc ? target.value() : ConnectionTarget());
}

void ConnectionForm::setOdbcSources(const QStringList& sources)
{
    m_odbc->setSources(sources);
}

void ConnectionForm::setServer(const ConnectionTarget& target)
{
    ConnectionTarget rest = target;
    const ServerWords& words = wordsOf(target.engine);
    m_host->setText(rest.host);
    m_port->setValue(rest.port);
    m_database->setText(rest.database);
    m_user->setText(rest.user);
    m_ssh->setText(rest.ssh);
    m_tlsMode->setCurrentIndex(std::max(0, m_tlsMode->findData(takeOption(rest, words.tlsMode))));
    m_rootCertificate->setPath(takeOption(rest, words.rootCertificate));
    m_certificate->setPath(takeOption(rest, words.certificate));
    m_key->setPath(takeOption(rest, words.key));
    QUrlQuery others;
    for (const auto& [name, value] : rest.options)
        others.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    m_options->setText(others.toString(QUrl::FullyEncoded));
}

Result<ConnectionTarget> ConnectionForm::server() const
{
    ConnectionTarget target;
    target.engine = engine();
    const ServerWords& words = wordsOf(target.engine);
    target.host = m_host->text().trimmed();
    target.port = m_port->value();
    target.database = m_database->text();
    target.user = m_user->text();
    target.ssh = m_ssh->text().trimmed();
    addOption(target, words.tlsMode, m_tlsMode->currentData().toString());
    addOption(target, words.rootCertificate, m_rootCertificate->path());
    addOption(target, words.certificate, m_certificate->path());
    addOption(target, words.key, m_key->path());
    for (const auto& [name, value] : QUrlQuery(m_options->text()).queryItems(QUrl::FullyDecoded))
        addOption(target, name, value);
    return parseConnectionTarget(serverAddress(target));
}

Result<ConnectionTarget> ConnectionForm::target() const
{
    if (engine() == Engine::Odbc)
        return m_odbc->target();
    if (engine() != Engine::Sqlite)
        return server();
    if (m_file->path().isEmpty())
        return Error{tr("No database was named"), tr("the file is missing"), tr("Choose a file.")};
    return parseConnectionTarget(m_file->path());
}

Result<ConnectionProfile> ConnectionForm::profile() const
{
    const Result<ConnectionTarget> target = this->target();
    if (!target)
        return target.error();
    return ConnectionProfile{.id = m_id,
        .name = m_name->text().trimmed(),
        .folder = m_folder->text().trimmed(),
        .address = target.value().address,
        .colour = m_colour->colour(),
        .readOnly = m_readOnly->isChecked(),
        .production = m_production->isChecked()};
}

} // namespace larder
