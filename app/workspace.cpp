#include "app/workspace.h"

#include "app/tablestatejson.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QSettings>

namespace larder {

namespace {

constexpr int kSlots = 16;
constexpr int kRecentFiles = 10;
const auto kTextField = QStringLiteral("text");
const auto kTargetField = QStringLiteral("target");
const auto kTableField = QStringLiteral("table");
const auto kNumberField = QStringLiteral("number");
const auto kCurrentField = QStringLiteral("current");
const auto kGeometryKey = QStringLiteral("layout/geometry");
const auto kDocksKey = QStringLiteral("layout/docks");
const auto kEntriesKey = QStringLiteral("layout/entriesHeader");
const auto kRowLimitKey = QStringLiteral("preferences/rowLimit");
const auto kMemoryKey = QStringLiteral("preferences/resultMemoryBytes");
const auto kCheckKey = QStringLiteral("preferences/checkSeconds");
const auto kTimeoutKey = QStringLiteral("preferences/statementTimeoutSeconds");
const auto kNullsKey = QStringLiteral("preferences/nulls");
const auto kTextKey = QStringLiteral("preferences/text");
const QStringList kNullsWords{QStringLiteral("last"), QStringLiteral("first")};
const QStringList kTextWords{QStringLiteral("binary"), QStringLiteral("locale")};
const auto kRecentKey = QStringLiteral("recentFiles");

/// Nothing if @p json is not what saveTexts() writes.
std::optional<std::vector<TabText>> textsFrom(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return std::nullopt;
    std::vector<TabText> texts;
    const QJsonArray tabs = document.array();
    for (const QJsonValue tab : tabs) {
        const QJsonValue text = tab[kTextField];
        const auto decoded = QByteArray::fromBase64Encoding(
            text.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!text.isString() || !decoded)
            return std::nullopt;
        texts.push_back({decoded.decoded, tab[kTargetField].toString(), std::nullopt,
            tab[kNumberField].toInt(), tab[kCurrentField].toBool()});
        if (const QJsonValue table = tab[kTableField]; table.isObject())
            texts.back().table = tableFromJson(table.toObject());
    }
    return texts;
}

struct WorkspaceText
{
    Q_DECLARE_TR_FUNCTIONS(larder::Workspace)
};

/// Reads settings one by one, and notes those that can't be read.
class SettingsReader
{
public:
    explicit SettingsReader(const QString& path) : m_settings(path, QSettings::IniFormat) { }

    void read(const QString& key, qint64& number)
    {
        const QVariant value = m_settings.value(key);
        bool good = false;
        const qint64 read = value.toLongLong(&good);
        if (good)
            number = read;
        else if (value.isValid())
            note(key, value);
    }

    /// @p choice is the place of the word in @p words.
    template <typename Choice>
    void read(const QString& key, const QStringList& words, Choice& choice)
    {
        const QVariant value = m_settings.value(key);
        const qsizetype place = words.indexOf(value.toString());
        if (place >= 0)
            choice = Choice(place);
        else if (value.isValid())
            note(key, value);
    }

    [[nodiscard]] const QStringList& notes() const { return m_notes; }

private:
    void note(const QString& key, const QVariant& value)
    {
        m_notes << WorkspaceText::tr("The setting %1 can't be \"%2\"; the default is used.")
                       .arg(key, value.toString());
    }

    QSettings m_settings;
    QStringList m_notes;
};

void moveAside(const QString& path)
{
    QString away = path + QStringLiteral(".damaged");
    for (int i = 2; QFile::exists(away); ++i)
        away = QStringLiteral("%1.damaged-%2").arg(path).arg(i);
    QFile::rename(path, away);
}

} // namespace

Workspace::Workspace(const QString& folder) : m_folder(folder)
{
    QDir().mkpath(folder);
    for (int slot = 1; slot <= kSlots; ++slot) {
        if (auto lock = lockOf(slot)) {
            m_slot = slot;
            m_lock = std::move(lock);
            return;
        }
    }
}

std::unique_ptr<QLockFile> Workspace::lockOf(int slot) const
{
    auto lock = std::make_unique<QLockFile>(QStringLiteral("%1/window-%2.lock").arg(m_folder).arg(slot));
    // A lock of a process that is gone is taken over; one that is only old is not.
    lock->setStaleLockTime(0);
    return lock->tryLock() ? std::move(lock) : nullptr;
}

std::vector<TabText> Workspace::loadTexts() const
{
    if (m_slot == 0)
        return {};
    std::vector<TabText> texts = textsOf(m_slot);
    for (int slot = 1; slot <= kSlots; ++slot) {
        if (slot != m_slot && QFile::exists(textsPath(slot)))
            takeOver(slot, texts);
    }
    return texts;
}

std::vector<TabText> Workspace::textsOf(int slot) const
{
    const QString path = textsPath(slot);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::optional<std::vector<TabText>> texts = textsFrom(file.readAll());
    if (texts)
        return std::move(*texts);
    file.close();
    moveAside(path);
    return {};
}

void Workspace::takeOver(int slot, std::vector<TabText>& texts) const
{
    const std::unique_ptr<QLockFile> lock = lockOf(slot);
    if (!lock)
        return;
    std::vector<TabText> all = texts;
    for (TabText& text : textsOf(slot)) {
        text.isCurrent = false;
        if (!text.text.isEmpty() || text.table)
            all.push_back(std::move(text));
    }
    // They are kept twice rather than not at all.
    if (!saveTexts(all))
        return;
    QFile::remove(textsPath(slot));
    texts = std::move(all);
}

bool Workspace::saveTexts(const std::vector<TabText>& texts) const
{
    QJsonArray tabs;
    for (const TabText& each : texts) {
        // Base64, because a text may hold bytes that are no valid UTF-8.
        QJsonObject tab{{kTextField, QString::fromLatin1(each.text.toBase64())}, {kTargetField, each.target},
            {kNumberField, each.number}, {kCurrentField, each.isCurrent}};
        if (each.table)
            tab[kTableField] = jsonFromTable(*each.table);
        tabs.append(tab);
    }
    QSaveFile file(textsPath(m_slot));
    if (m_slot == 0 || !file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(tabs).toJson());
    return file.commit();
}

Workspace::Layout Workspace::loadLayout() const
{
    const QSettings settings(settingsPath(), QSettings::IniFormat);
    return {settings.value(kGeometryKey).toByteArray(), settings.value(kDocksKey).toByteArray(),
        settings.value(kEntriesKey).toByteArray()};
}

void Workspace::saveLayout(const Layout& layout) const
{
    QSettings settings(settingsPath(), QSettings::IniFormat);
    settings.setValue(kGeometryKey, layout.geometry);
    settings.setValue(kDocksKey, layout.docks);
    settings.setValue(kEntriesKey, layout.entriesHeader);
}

CheckedPreferences Workspace::loadPreferences() const
{
    Preferences read;
    SettingsReader reader(settingsPath());
    reader.read(kRowLimitKey, read.rowLimit);
    reader.read(kMemoryKey, read.resultMemoryBytes);
    qint64 checkSeconds = read.checkEvery.count();
    reader.read(kCheckKey, checkSeconds);
    read.checkEvery = std::chrono::seconds(checkSeconds);
    qint64 timeoutSeconds = read.statementTimeout.count();
    reader.read(kTimeoutKey, timeoutSeconds);
    read.statementTimeout = std::chrono::seconds(timeoutSeconds);
    reader.read(kNullsKey, kNullsWords, read.nulls);
    reader.read(kTextKey, kTextWords, read.text);
    CheckedPreferences checked = checkedPreferences(read);
    checked.notes = reader.notes() + checked.notes;
    return checked;
}

bool Workspace::savePreferences(const Preferences& preferences) const
{
    QSettings settings(settingsPath(), QSettings::IniFormat);
    settings.setValue(kRowLimitKey, preferences.rowLimit);
    settings.setValue(kMemoryKey, preferences.resultMemoryBytes);
    settings.setValue(kCheckKey, qint64(preferences.checkEvery.count()));
    settings.setValue(kTimeoutKey, qint64(preferences.statementTimeout.count()));
    settings.setValue(kNullsKey, kNullsWords[qsizetype(preferences.nulls)]);
    settings.setValue(kTextKey, kTextWords[qsizetype(preferences.text)]);
    settings.sync();
    return settings.status() != QSettings::AccessError;
}

QStringList Workspace::recentFiles() const
{
    return QSettings(settingsPath(), QSettings::IniFormat).value(kRecentKey).toStringList();
}

void Workspace::addRecentFile(const QString& path) const
{
    QStringList paths = recentFiles();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings(settingsPath(), QSettings::IniFormat).setValue(kRecentKey, paths.mid(0, kRecentFiles));
}

QString Workspace::settingsPath() const
{
    return m_folder + QStringLiteral("/settings.ini");
}

QString Workspace::textsPath(int slot) const
{
    return QStringLiteral("%1/tabs-%2.json").arg(m_folder).arg(slot);
}

} // namespace larder
