#include "ui/preferencesdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace larder {

namespace {

constexpr qint64 kMegabyte = qint64(1) << 20;

int inInt(qint64 number)
{
    return int(std::clamp<qint64>(number, 0, std::numeric_limits<int>::max()));
}

/// A number without a limit of its own: one that is out of range is explained, not changed while it is typed.
QSpinBox* createNumber(int step, const QString& name, QWidget* parent)
{
    auto* const box = new QSpinBox(parent);
    box->setRange(0, std::numeric_limits<int>::max());
    box->setSingleStep(step);
    box->setGroupSeparatorShown(true);
    box->setAccessibleName(name);
    return box;
}

QComboBox* createChoice(const QStringList& choices, const QString& name, QWidget* parent)
{
    auto* const box = new QComboBox(parent);
    box->addItems(choices);
    box->setAccessibleName(name);
    return box;
}

QLabel* createHint(const QString& text, QWidget* parent)
{
    auto* const hint = new QLabel(text, parent);
    hint->setForegroundRole(QPalette::PlaceholderText);
    return hint;
}

} // namespace

std::optional<Preferences> PreferencesDialog::ask(const Preferences& preferences, QWidget* parent)
{
    PreferencesDialog dialog(preferences, parent);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.preferences();
}

PreferencesDialog::PreferencesDialog(const Preferences& preferences, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Preferences"));
    auto* const form = new QFormLayout(this);
    // Notes come and go with what is typed.
    form->setSizeConstraint(QLayout::SetFixedSize);
    createFields(*form);
    m_notes = new QLabel(this);
    m_notes->setObjectName(QStringLiteral("preferenceNotes"));
    m_notes->setAccessibleName(tr("What will be changed"));
    m_notes->setTextFormat(Qt::PlainText);
    form->addRow(m_notes);
    createButtons(*form);
    fill(preferences);
    connect(m_rowLimit, &QSpinBox::valueChanged, this, &PreferencesDialog::showNotes);
    connect(m_memory, &QSpinBox::valueChanged, this, &PreferencesDialog::showNotes);
    connect(m_check, &QSpinBox::valueChanged, this, &PreferencesDialog::showNotes);
    connect(m_timeout, &QSpinBox::valueChanged, this, &PreferencesDialog::showNotes);
}

Preferences PreferencesDialog::preferences() const
{
    return checkedPreferences(typed()).preferences;
}

void PreferencesDialog::createFields(QFormLayout& form)
{
    m_rowLimit = createNumber(100'000, tr("Row limit"), this);
    m_rowLimit->setObjectName(QStringLiteral("rowLimit"));
    m_rowLimit->setSpecialValueText(tr("0, all rows"));
    form.addRow(tr("&Row limit per run"), m_rowLimit);
    form.addRow(createHint(tr("0 fetches all rows, however many there are."), this));
    m_memory = createNumber(64, tr("Memory for results"), this);
    m_memory->setObjectName(QStringLiteral("resultMemory"));
    m_memory->setSuffix(tr(" MB"));
    form.addRow(tr("&Memory for results"), m_memory);
    form.addRow(createHint(tr("For all open results together; the rest goes to temporary files."), this));
    m_check = createNumber(1, tr("Check what is on screen"), this);
    m_check->setObjectName(QStringLiteral("checkEvery"));
    m_check->setSuffix(tr(" s"));
    m_check->setSpecialValueText(tr("0, never"));
    form.addRow(tr("&Check what is on screen every"), m_check);
    form.addRow(createHint(tr("Asks the database whether it has changed; the rows stay as they are."), this));
    m_timeout = createNumber(10, tr("Cancel a statement"), this);
    m_timeout->setObjectName(QStringLiteral("statementTimeout"));
    m_timeout->setSuffix(tr(" s"));
    m_timeout->setSpecialValueText(tr("0, never"));
    form.addRow(tr("C&ancel a statement after"), m_timeout);
    form.addRow(createHint(tr("The rows that had arrived stay on screen."), this));
    m_nulls = createChoice({tr("Last"), tr("First")}, tr("NULLs when sorted"), this);
    m_nulls->setObjectName(QStringLiteral("nullsPlace"));
    form.addRow(tr("&NULLs when sorted"), m_nulls);
    m_text = createChoice(
        {tr("By bytes, as SQLite does"), tr("As the desktop's language does")}, tr("Text order"), this);
    m_text->setObjectName(QStringLiteral("textOrder"));
    form.addRow(tr("Order of &texts"), m_text);
    form.addRow(createHint(tr("Sorted results are sorted again at once."), this));
}

void PreferencesDialog::createButtons(QFormLayout& form)
{
    auto* const buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this);
    form.addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
        [this] { fill({}); });
}

void PreferencesDialog::fill(const Preferences& preferences)
{
    m_rowLimit->setValue(inInt(preferences.rowLimit));
    m_memory->setValue(inInt(preferences.resultMemoryBytes / kMegabyte));
    m_check->setValue(inInt(preferences.checkEvery.count()));
    m_timeout->setValue(inInt(preferences.statementTimeout.count()));
    m_nulls->setCurrentIndex(preferences.nulls == NullsPlace::First ? 1 : 0);
    m_text->setCurrentIndex(preferences.text == TextOrder::Locale ? 1 : 0);
    showNotes();
}

Preferences PreferencesDialog::typed() const
{
    Preferences preferences;
    preferences.rowLimit = m_rowLimit->value();
    preferences.resultMemoryBytes = m_memory->value() * kMegabyte;
    preferences.checkEvery = std::chrono::seconds(m_check->value());
    preferences.statementTimeout = std::chrono::seconds(m_timeout->value());
    preferences.nulls = m_nulls->currentIndex() == 1 ? NullsPlace::First : NullsPlace::Last;
    preferences.text = m_text->currentIndex() == 1 ? TextOrder::Locale : TextOrder::Binary;
    return preferences;
}

void PreferencesDialog::showNotes()
{
    const QStringList notes = checkedPreferences(typed()).notes;
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

} // namespace larder
