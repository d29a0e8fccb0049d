"""Skills of a person are read both ways; a territory is put in the order of names from its index alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(model_name='person', name='skills'),
        migrations.CreateModel(
            name='PersonSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('skill', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.skill')),
            ],
            options={
                'indexes': [models.Index(fields=['skill', 'person'], name='person_by_skill')],
                'constraints': [models.UniqueConstraint(fields=('person', 'skill'), name='one_skill_of_a_person_once')],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='skills',
            field=models.ManyToManyField(blank=True, related_name='people', through='people.PersonSkill', to='people.skill'),
        ),
        migrations.RemoveIndex(model_name='person', name='person_by_place'),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['place', 'id', 'name_sort', 'roles', 'status', 'confirmed_on'], name='person_by_place'),
        ),
    ]
