import { describe, expect, it } from '@jest/globals';
import { cellsOf, letterOf } from '../../staff/domain/testing/golden-matrix.js';
import { client, holding, nobody, operator, person, system } from '../../staff/domain/testing/regional-actors.js';
import { mayDo, maySee, type Viewer } from './designation-standing.js';
import { designationDecider } from './designations.decider.js';
import type { DesignationCommand, DesignationEvent } from './designations.js';
import { asked, by, checked, content, drafted, given, ready, shown, submitted, underReview } from './testing/a-designation.js';

const cases: Record<string, { readonly so: readonly DesignationEvent[]; readonly data: DesignationCommand['data'] }> = {
  DraftDesignation: { so: [], data: content },
  RedraftDesignation: { so: [drafted], data: content },
  SignDesignation: { so: [drafted], data: { contentSha256: shown } },
  StartReview: { so: submitted, data: {} },
  RequestInformation: { so: underReview, data: { saysWhat: true } },
  ProvideInformation: { so: asked, data: { pieces: [], hasNote: true } },
  VerifyCapacity: { so: underReview, data: { personId: 'mia' } },
  ApproveDesignation: { so: checked, data: {} },
  RefuseDesignation: { so: underReview, data: { reasonCode: 'WRONG_PAIR' } },
  WithdrawDesignation: { so: underReview, data: {} },
  AcceptDesignation: { so: submitted, data: { charterVersion: 2 } },
  DeclineDesignation: { so: submitted, data: {} },
  LapseDesignation: { so: submitted, data: {} },
  IdentifyDesignee: { so: submitted, data: { personId: 'dora' } },
  RecordEffect: { so: ready, data: { mandateId: 'm1' } },
  RecordNoEffect: { so: ready, data: { code: 'too-many-deputies' } },
};
const who: Record<string, ReturnType<typeof by>> = {
  DRAFTER: by(person('denis')), SIGNATORY: by(person('mia')), DESIGNEE: by(person('dora')), OFFICE_HOLDER: by(person('oscar')), MEMBER: by(person('marc')),
  OFFICER: by(person('olga'), holding(['OFFICER'])), ADMINISTRATOR: by(person('anna'), holding(['ADMINISTRATOR'])), HELPDESK: by(person('hugo'), holding(['HELPDESK'])),
  AUDITOR: by(person('aude'), holding(['AUDITOR'])), STRANGER: by(person('eve')), CLIENT: by(client), OPERATOR: by(operator), SYSTEM: by(system),
};

describe('who does what to a designation, which exists but for the first draft', () => {
  const matrix = `
                          DRAFTER SIGNATORY DESIGNEE OFFICE_HOLDER MEMBER OFFICER ADMINISTRATOR HELPDESK AUDITOR STRANGER CLIENT OPERATOR SYSTEM
      DraftDesignation    y       y         y        y             y      y       y             y        y       y        f      f        f
      RedraftDesignation  y       f         f        f             f      f       f             f        f       n        f      f        f
      SignDesignation     f       y         f        f             f      f       f             f        f       n        f      f        f
      StartReview         f       f         f        f             f      y       f             f        f       n        f      f        f
      RequestInformation  f       f         f        f             f      y       f             f        f       n        f      f        f
      ProvideInformation  y       y         y        f             f      f       f             f        f       n        f      f        f
      VerifyCapacity      f       f         f        f             f      y       f             f        f       n        f      f        f
      ApproveDesignation  f       f         f        f             f      y       f             f        f       n        f      f        f
      RefuseDesignation   f       f         f        f             f      y       f             f        f       n        f      f        f
      WithdrawDesignation y       y         y        f             f      f       f             f        f       n        f      f        f
      AcceptDesignation   f       f         y        f             f      f       f             f        f       n        f      f        f
      DeclineDesignation  f       f         y        f             f      f       f             f        f       n        f      f        f
      LapseDesignation    f       f         f        f             f      f       f             f        f       n        f      f        y
      IdentifyDesignee    f       f         f        f             f      f       f             f        f       n        f      f        y
      RecordEffect        f       f         f        f             f      f       f             f        f       n        f      f        y
      RecordNoEffect      f       f         f        f             f      f       f             f        f       n        f      f        y`;

  it.each(cellsOf(matrix))('$command by $who: $letter', ({ command, who: column, letter }) => {
    const sent = cases[command];
    const sender = who[column];
    if (!sent || !sender) throw new Error('not in this matrix');
    const { facts, ...on } = sender;
    expect(letterOf(() => designationDecider.decide({ type: command, data: sent.data } as DesignationCommand, given(...sent.so).state(), { ...on, ...facts }))).toBe(letter);
  });
  it('is stated for every command', () => { expect(Object.keys(cases)).toEqual(Object.keys(mayDo)); });
});

describe('who sees a designation', () => {
  const viewer = (id: string, over: Partial<Viewer> = {}): Viewer =>
    ({ ...nobody, actor: person(id), province: '92000', manages: false, holdsOffice: false, ...over });
  const sees = (seen: Viewer): boolean => {
    const designation = given(...submitted).state();
    return designation !== null && maySee(designation, seen);
  };

  it.each(['denis', 'mia', 'dirk', 'dora'])('%s, whom it involves', (id) => { expect(sees(viewer(id))).toBe(true); });
  it('managers and office holders of the authority', () => {
    expect(sees(viewer('greta', { manages: true }))).toBe(true);
    expect(sees(viewer('oscar', { holdsOffice: true }))).toBe(true);
  });
  it('officers and helpdesk of the province', () => {
    expect(sees(viewer('olga', holding(['OFFICER'], ['92000'])))).toBe(true);
    expect(sees(viewer('hugo', holding(['HELPDESK'])))).toBe(true);
    expect(sees(viewer('olga', holding(['OFFICER'], ['62000'])))).toBe(false);
  });
  it('nobody else', () => {
    expect(sees(viewer('eve'))).toBe(false);
    expect(sees(viewer('anna', holding(['ADMINISTRATOR'])))).toBe(false);
    expect(sees(viewer('aude', holding(['AUDITOR'])))).toBe(false);
    expect(sees({ ...viewer('denis'), actor: { ...client, id: 'denis' } })).toBe(false);
    expect(sees(viewer('denis', { withdrawn: true }))).toBe(false);
  });
});
