import { ApiProperty } from '@nestjs/swagger';
import { ANY_FACTS } from '#http';
import type { TrailFacts } from '../domain/trail-entry.js';

const nullable = { type: String, nullable: true } as const;

export class EvidenceAnswer {
  @ApiProperty({ format: 'uuid' }) readonly eventId!: string;
  @ApiProperty({ description: 'The stream that recorded it' }) readonly source!: string;
  @ApiProperty({ description: 'Its version in that stream' }) readonly sequence!: number;
  @ApiProperty({ description: 'Where it stands in the ledger of audit' }) readonly ledgerIndex!: number;
}

export class ActorAnswer {
  @ApiProperty({ enum: ['person', 'client', 'operator', 'system'] }) readonly kind!: string;
  @ApiProperty() readonly id!: string;
  @ApiProperty({ description: 'In which capacity the decision let him act' }) readonly capacity!: string;
  @ApiProperty({ description: 'The same in words' }) readonly capacityText!: string;
}

export class NoteAnswer {
  @ApiProperty({ enum: ['clear', 'erased', 'unreadable'] }) readonly state!: string;
  @ApiProperty({ ...nullable, description: 'Absent once the person it concerns was erased' }) readonly text!: string | null;
}

export class EndAnswer {
  @ApiProperty({ format: 'date-time', description: 'From when it is over' }) readonly at!: string;
  @ApiProperty({ description: 'Who ended it' }) readonly by!: string;
  @ApiProperty() readonly text!: string;
  @ApiProperty({ type: EvidenceAnswer }) readonly evidence!: EvidenceAnswer;
}

export class TrailItemAnswer {
  @ApiProperty() readonly id!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was recorded' }) readonly at!: string;
  @ApiProperty({ description: 'The same in Belgian time, in words' }) readonly when!: string;
  @ApiProperty() readonly type!: string;
  @ApiProperty({ description: 'Key of the sentence' }) readonly key!: string;
  @ApiProperty({ description: 'People stand as {person:<id>}, authorities as {authority:<id>}' }) readonly text!: string;
  @ApiProperty({ ...ANY_FACTS, description: 'Ids, codes and instants of the sentence' }) readonly facts!: TrailFacts;
  @ApiProperty(nullable) readonly authorityId!: string | null;
  @ApiProperty({ ...nullable, description: 'Whom it concerns' }) readonly personId!: string | null;
  @ApiProperty({ type: ActorAnswer }) readonly actor!: ActorAnswer;
  @ApiProperty(nullable) readonly reasonCode!: string | null;
  @ApiProperty({ ...nullable, description: 'The same in words, where there are any' }) readonly reasonText!: string | null;
  @ApiProperty({ type: NoteAnswer, nullable: true }) readonly note!: NoteAnswer | null;
  @ApiProperty({ type: EndAnswer, nullable: true }) readonly ended!: EndAnswer | null;
  @ApiProperty({ type: EvidenceAnswer }) readonly evidence!: EvidenceAnswer;
}

export class TrailPageAnswer {
  @ApiProperty({ type: [TrailItemAnswer] }) readonly items!: readonly TrailItemAnswer[];
  @ApiProperty({ description: 'Index of the ledger up to which the list is told, the same on all its pages' }) readonly upTo!: number;
  @ApiProperty({ ...nullable, description: 'Send it as `cursor` for the next page; null after the last' }) readonly next!: string | null;
}

export class PastCategoryAnswer {
  @ApiProperty({ description: 'Code of the catalogue' }) readonly category!: string;
  @ApiProperty({ type: [String], example: ['member-suspended'], description: 'What kept it closed then; empty where it was open' }) readonly causes!: readonly string[];
}

export class PastAccessAnswer {
  @ApiProperty({ description: 'Whether it opened anything at all' }) readonly open!: boolean;
  @ApiProperty({ description: 'The same, and why not, in words' }) readonly text!: string;
  @ApiProperty({ type: [PastCategoryAnswer], description: 'Each category that it covered' }) readonly categories!: readonly PastCategoryAnswer[];
}

export class PastGrantAnswer extends TrailItemAnswer {
  @ApiProperty({ type: PastAccessAnswer, description: 'What it opened at that instant' }) readonly access!: PastAccessAnswer;
}

export class PastGrantsAnswer {
  @ApiProperty({ format: 'date-time' }) readonly asOf!: string;
  @ApiProperty({ description: 'Index of the ledger up to which this is known' }) readonly upTo!: number;
  @ApiProperty({ type: [PastGrantAnswer], description: 'The grants held then, each as it was told when granted' }) readonly grants!: readonly PastGrantAnswer[];
}
