#include "ui/connectiondialog.h"

#include "models/quantitytext.h"
#include "ui/connectionform.h"
#include "ui/connectionlist.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>

#include <algorithm>

namespace larder {

namespace {

QPushButton* addButton(QBoxLayout& layout, const QString& text, const char* name)
{
    auto* const button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    layout.addWidget(button);
    return button;
}

} // namespace

ConnectionDialog::ConnectionDialog(std::vector<ConnectionProfile> profiles, QWidget* parent)
    : QDialog(parent)
    , m_profiles(std::move(profiles))
{
    setWindowTitle(tr("Connections"));
    auto* const splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(createListSide());
    splitter->addWidget(createFormSide());
    splitter->setStretchFactor(1, 1);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(splitter, 1);
    m_list->setProfiles(m_profiles);
    if (m_profiles.empty())
        addNew();
    else
        m_list->select(m_profiles.front().id);
    showCurrent();
    resize(860, 560);
}

QWidget* ConnectionDialog::createListSide()
{
    auto* const side = new QWidget(this);
    auto* const layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    m_search = new QLineEdit(side);
    m_search->setObjectName(QStringLiteral("connectionSearch"));
    m_search->setAccessibleName(tr("Search connections"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    layout->addWidget(m_search);
    m_list = new ConnectionList(side);
    layout->addWidget(m_list, 1);
    createListButtons(*layout);
    connect(m_search, &QLineEdit::textChanged, m_list, &ConnectionList::setFilterText);
    connect(m_list, &ConnectionList::connectionSelected, this, [this](const QString& id) {
        if (!id.isEmpty())
            m_draft.reset();
        showCurrent();
    });
    connect(m_list, &ConnectionList::activated, this, &ConnectionDialog::openCurrent);
    return side;
}

void ConnectionDialog::createListButtons(QVBoxLayout& layout)
{
    auto* const first = new QHBoxLayout;
    auto* const second = new QHBoxLayout;
    layout.addLayout(first);
    layout.addLayout(second);
    connect(addButton(*first, tr("&New"), "newConnection"), &QPushButton::clicked, this,
        &ConnectionDialog::addNew);
    m_duplicate = addButton(*first, tr("Duplic&ate"), "duplicateConnection");
    connect(m_duplicate, &QPushButton::clicked, this, &ConnectionDialog::duplicate);
    m_remove = addButton(*first, tr("Re&move"), "removeConnection");
    connect(m_remove, &QPushButton::clicked, this, &ConnectionDialog::remove);
    connect(addButton(*second, tr("&Import…"), "importConnections"), &QPushButton::clicked, this,
        &ConnectionDialog::importFile);
    QPushButton* const exporting = addButton(*second, tr("E&xport…"), "exportConnections");
    exporting->setEnabled(!m_profiles.empty());
    connect(exporting, &QPushButton::clicked, this, &ConnectionDialog::exportFile);
    connect(this, &ConnectionDialog::profilesChanged, exporting,
        [this, exporting] { exporting->setEnabled(!m_profiles.empty()); });
}

QWidget* ConnectionDialog::createFormSide()
{
    auto* const side = new QWidget(this);
    auto* const layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    m_form = new ConnectionForm(side);
    layout->addWidget(m_form);
    m_note = new QLabel(side);
    m_note->setObjectName(QStringLiteral("connectionNote"));
    m_note->setAccessibleName(tr("What is missing, or what a test found"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    layout->addWidget(m_note);
    layout->addStretch(1);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, side);
    m_test = buttons->addButton(tr("&Test connection"), QDialogButtonBox::ActionRole);
    m_test->setObjectName(QStringLiteral("testConnection"));
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(QStringLiteral("openConnection"));
    m_open->setDefault(true);
    layout->addWidget(buttons);
    connect(m_form, &ConnectionForm::edited, this, &ConnectionDialog::takeEdits);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_open, &QPushButton::clicked, this, &ConnectionDialog::openCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return side;
}

ConnectionProfile* ConnectionDialog::current()
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
        [id = m_list->currentId()](const ConnectionProfile& each) { return each.id == id; });
    return found == m_profiles.end() ? nullptr : &*found;
}

void ConnectionDialog::showCurrent()
{
    const ConnectionProfile* const shown = m_draft ? &*m_draft : current();
    m_form->setEnabled(shown != nullptr);
    m_form->setProfile(shown ? *shown : ConnectionProfile());
    m_note->clear();
    m_tested.reset();
    for (QPushButton* const button : {m_test, m_open})
        button->setEnabled(shown && !m_draft);
    m_duplicate->setEnabled(shown && !m_draft);
    m_remove->setEnabled(shown != nullptr);
}

void ConnectionDialog::takeEdits()
{
    const Result<ConnectionProfile> typed = m_form->profile();
    m_note->setText(typed ? QString() : errorText(typed.error()));
    m_tested.reset();
    for (QPushButton* const button : {m_test, m_open, m_duplicate})
        button->setEnabled(bool(typed));
    if (!typed)
        return;
    if (m_draft)
        m_profiles.push_back(typed.value());
    else if (ConnectionProfile* const profile = current())
        *profile = typed.value();
    const bool isNew = m_draft.has_value();
    m_draft.reset();
    m_list->setProfiles(m_profiles);
    if (isNew) {
        const QSignalBlocker quiet(m_list);
        m_list->select(typed.value().id);
    }
    Q_EMIT profilesChanged();
}

void ConnectionDialog::setOdbcSources(const QStringList& sources)
{
    m_form->setOdbcSources(sources);
}

void ConnectionDialog::addNew()
{
    // What is searched for might hide it.
    m_search->clear();
    m_list->setCurrentItem(nullptr);
    m_draft = newProfile({});
    showCurrent();
    m_form->setFocus();
}

void ConnectionDialog::add(ConnectionProfile profile)
{
    const QString id = profile.id;
    m_profiles.push_back(std::move(profile));
    m_list->setProfiles(m_profiles);
    m_list->select(id);
    Q_EMIT profilesChanged();
}

void ConnectionDialog::duplicate()
{
    const ConnectionProfile* const original = current();
    if (!original)
        return;
    ConnectionProfile copy = *original;
    copy.id = newProfile({}).id;
    copy.name = tr("%1 (copy)").arg(original->label());
    add(std::move(copy));
}

void ConnectionDialog::remove()
{
    if (m_draft) {
        m_draft.reset();
        showCurrent();
        return;
    }
    const ConnectionProfile* const profile = current();
    if (!profile)
        return;
    QMessageBox box(QMessageBox::Question, windowTitle(),
        tr("Remove the connection %1?").arg(profile->label()), QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("The database itself stays as it is."));
    const QPushButton* const go = box.addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() != go)
        return;
    std::erase_if(m_profiles, [id = profile->id](const ConnectionProfile& each) { return each.id == id; });
    m_list->setProfiles(m_profiles);
    showCurrent();
    Q_EMIT profilesChanged();
}

void ConnectionDialog::importFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Import connections"), {}, tr("Connections (*.json);;All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_note->setText(file.errorString());
        return;
    }
    Result<ReadProfiles> read = profilesFromJson(file.readAll());
    if (!read) {
        m_note->setText(errorText(read.error()));
        return;
    }
    m_note->setText((QStringList(take(std::move(read.value().profiles))) + read.value().notes).join(u'\n'));
}

// Nothing is written over: one that differs from those that are there is another.
QString ConnectionDialog::take(std::vector<ConnectionProfile> imported)
{
    const size_t before = m_profiles.size();
    int known = 0;
    for (ConnectionProfile& profile : imported) {
        if (std::ranges::any_of(m_profiles, [&](const auto& each) { return profile.isKnownBy(each); })) {
            ++known;
            continue;
        }
        profile.id = newProfile({}).id;
        add(std::move(profile));
    }
    const QString added = countedText(
        qint64(m_profiles.size() - before), tr("1 connection imported."), tr("%1 connections imported."));
    return known == 0 ? added : tr("%1 Already there: %2.").arg(added).arg(known);
}

void ConnectionDialog::exportFile()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export connections"), QStringLiteral("connections.json"), tr("Connections (*.json)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray json = profilesJson(m_profiles);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
    m_note->setText(written ? tr("Exported to %1, without any password.").arg(path) : file.errorString());
}

void ConnectionDialog::openCurrent()
{
    if (const ConnectionProfile* const profile = current()) {
        Q_EMIT openRequested(*profile);
        accept();
    }
}

void ConnectionDialog::test()
{
    const ConnectionProfile* const profile = current();
    // The button stays enabled, else the focus would go to the next one.
    if (!profile || m_tested)
        return;
    m_tested = *profile;
    m_note->setText(tr("Testing…"));
    Q_EMIT testRequested(*profile);
}

void ConnectionDialog::showTest(const ConnectionProfile& tested, const QString& text)
{
    if (m_tested != tested)
        return;
    m_tested.reset();
    tell(text);
}

void ConnectionDialog::tell(const QString& text)
{
    m_note->setText(text);
}

} // namespace larder
